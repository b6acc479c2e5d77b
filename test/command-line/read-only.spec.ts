import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { chmod, cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { call } from '../support/call';
import { ledger, type LedgerRun } from '../support/ledger-cli';
import { describeWith } from '../support/machine-part';
import { namespaces, withoutPrivileges, withReadOnly } from '../support/namespaces';
import { person } from '../support/people';
import { projectFolder } from '../support/project-folder';
import { toCheck, toRegister } from '../support/requests';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const place = { patientId: person(1), careProviderId: 'SE165565594230-1', careUnitId: 'SE165565594230-11' };
const consent = '7d3c9f10-4b7e-4f6a-9a51-000000000001';
const READ_SLOWLY = join(projectFolder, 'dist/test/processes/read-slowly.js');

let folder: TemporaryFolder;
let snapshot: string;

/** A copy of a ledger with a consent, a check of it and a checkpoint over both. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const data = join(folder.path, 'data');
  const service = await spawnService({ DATA_DIR: data });
  await call(service.url, 'register-extended-consent', toRegister(consent, place));
  await call(service.url, 'check-consent', toCheck(place));
  expect(await service.end('SIGTERM')).toBe(0);
  snapshot = join(folder.path, 'snapshot');
  await cp(data, snapshot, { recursive: true });
});
afterAll(async () => {
  await eachBelow(snapshot, 0o700, 0o600);
  await folder.remove();
});

async function eachBelow(path: string, ofFolders: number, ofFiles: number): Promise<void> {
  await chmod(path, ofFolders);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) await eachBelow(below, ofFolders, ofFiles);
    else await chmod(below, ofFiles);
  }
}

type Run = (...args: string[]) => Promise<LedgerRun>;

const filesIn = (path: string) => readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();

function auditorsCanLookIn(run: Run): void {
  it.each([
    [['history', consent], /Consent registered/],
    [['decisions', '--consent', consent], /./],
    [['verify'], /1 checkpoints?, and a tree with 1 leaves\.\n.*\nEverything is as it was written\./s],
    [['export', '-'], /RegisterConsent|ConsentRegistered/],
    [['checkpoint'], /^consent-ledger\n1\n/],
    [['provider', place.careProviderId], /Consent registered/],
    [['sign-ons'], /./],
    [['receipt', consent, '--out', 'NEW FILE'], /./],
  ])('ledger %j works, and changes nothing', async (args, printed) => {
    const before = filesIn(snapshot);
    const file = join(folder.path, randomUUID());
    const { code, out, err } = await run(...args.map((arg) => (arg === 'NEW FILE' ? file : arg)));
    expect({ code, out, err }).toEqual({ code: 0, out: expect.stringMatching(printed), err: '' });
    expect(filesIn(snapshot)).toEqual(before);
  });

  it.each([
    [
      [
        'sign-off',
        '--month',
        '2026-03',
        '--seed',
        'a',
        '--reviewer',
        'SE165565594230-1A2B',
        '--outcome',
        'approved',
      ],
      /Nothing can be recorded in the log at .*: this user may not write there, or its file system is read-only/,
    ],
    [['rebuild'], /The read models in .* cannot be opened \(the folder is read-only: /],
    [['import', 'ARCHIVE'], /cannot be opened: .* is read-only/],
    [['init'], /cannot be opened: .* is read-only/],
  ])('ledger %j says that nothing can be written', async (args, refusal) => {
    const archive = join(folder.path, `${randomUUID()}.ndjson`);
    await run('export', archive);
    const { code, err } = await run(...args.map((arg) => (arg === 'ARCHIVE' ? archive : arg)));
    expect({ code, err }).toEqual({ code: 3, err: expect.stringMatching(refusal) });
  });
}

const environment = () => ({ DATA_DIR: snapshot });

describeWith(namespaces, () => {
  describe('On a file system that is mounted read-only', () => {
    auditorsCanLookIn((...args) =>
      ledger(args, { environment: environment(), inside: withReadOnly(snapshot) }),
    );
  });

  it('what was read while somebody else wrote is refused: without a lock it may be wrong', async () => {
    const live = join(folder.path, 'live');
    await cp(snapshot, live, { recursive: true });
    const [command, ...args] = [...withReadOnly(live), process.execPath, READ_SLOWLY, join(live, 'log')];
    const reader = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: reader.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('0');
    const service = await spawnService({ DATA_DIR: live });
    await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));
    reader.stdin.end('again');
    expect((await lines.next()).value).toMatch(/^The log at .* was written to while it was read/);
    await service.end('SIGTERM');
  });

  describe('In a folder without the permission to write', () => {
    beforeAll(() => eachBelow(snapshot, 0o500, 0o400));
    auditorsCanLookIn((...args) => ledger(args, { environment: environment(), inside: withoutPrivileges }));
  });
});
