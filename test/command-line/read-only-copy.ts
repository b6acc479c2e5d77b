import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { chmod, cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { call } from '../support/call';
import type { LedgerRun } from '../support/ledger-cli';
import { person } from '../support/people';
import { toCheck, toRegister } from '../support/requests';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

export const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-1',
  careUnitId: 'SE165565594230-11',
};
const consent = '7d3c9f10-4b7e-4f6a-9a51-000000000001';

let folder: TemporaryFolder;
let copy: string;

export const at = (name: string): string => join(folder.path, name);
export const snapshot = (): string => copy;
export const environment = (): Record<string, string> => ({ DATA_DIR: copy });

/** A copy of a ledger with a consent, a check of it and a checkpoint over both. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const data = join(folder.path, 'data');
  const service = await spawnService({ DATA_DIR: data });
  await call(service.url, 'register-extended-consent', toRegister(consent, place));
  await call(service.url, 'check-consent', toCheck(place));
  expect(await service.end('SIGTERM')).toBe(0);
  copy = join(folder.path, 'snapshot');
  await cp(data, copy, { recursive: true });
});
afterAll(async () => {
  await eachBelow(copy, 0o700, 0o600);
  await folder.remove();
});

export async function eachBelow(path: string, ofFolders: number, ofFiles: number): Promise<void> {
  await chmod(path, ofFolders);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) await eachBelow(below, ofFolders, ofFiles);
    else await chmod(below, ofFiles);
  }
}

type Run = (...args: string[]) => Promise<LedgerRun>;

const filesIn = (path: string) => readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();

/** A look cannot be recorded there, and the command says so. */
const warning = (command: string): string =>
  ['verify', 'checkpoint'].includes(command)
    ? ''
    : 'The log can only be read, so it is not recorded that you look.\n';

/** Runs every command, or the first of those that read and of those that write. */
export function auditorsCanLookIn(run: Run, which: 'every command' | 'the first'): void {
  const some = <Row>(rows: readonly Row[]) => (which === 'the first' ? rows.slice(0, 1) : rows);

  it.each(
    some([
      [['history', consent], /Consent registered/],
      [['decisions', '--consent', consent], /./],
      [['verify'], /1 checkpoints?, and a tree with 1 leaves\.\n.*\nEverything is as it was written\./s],
      [['export', '-'], /RegisterConsent|ConsentRegistered/],
      [['checkpoint'], /^consent-ledger\n1\n/],
      [['provider', place.careProviderId], /Consent registered/],
      [['sign-ons'], /./],
      [['receipt', consent, '--out', 'NEW FILE'], /./],
    ]),
  )('ledger %j works, and changes nothing', async (args, printed) => {
    const before = filesIn(copy);
    const file = join(folder.path, randomUUID());
    const { code, out, err } = await run(...args.map((arg) => (arg === 'NEW FILE' ? file : arg)));
    expect({ code, out, err }).toEqual({
      code: 0,
      out: expect.stringMatching(printed),
      err: warning(args[0]!),
    });
    expect(filesIn(copy)).toEqual(before);
  });

  it.each(
    some([
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
    ]),
  )('ledger %j says that nothing can be written', async (args, refusal) => {
    const archive = join(folder.path, `${randomUUID()}.ndjson`);
    if (args.includes('ARCHIVE')) await run('export', archive);
    const { code, err } = await run(...args.map((arg) => (arg === 'ARCHIVE' ? archive : arg)));
    expect({ code, err }).toEqual({ code: 3, err: expect.stringMatching(refusal) });
  });
}
