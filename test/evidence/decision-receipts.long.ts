import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DecisionReceipt } from '#evidence';
import { LogFiles, type StoredArray } from '../corruption/log-files';
import { ProtocolServer } from '../eventstoredb-protocol-server';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { ledger, type LedgerRun } from '../support/ledger-cli';
import { storeKinds } from '../support/live-ledger';
import { person } from '../support/people';
import { toCheck, toRegister } from '../support/requests';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const VERIFIER = join(__dirname, '../../tools/verify-receipt.mjs');
const [provider, unit] = ['SE165565594230-1A', 'SE165565594230-1AA'];
const placeOf = (n: number) => ({ patientId: person(n), careProviderId: provider, careUnitId: unit });
const consentId = randomUUID();
const PATIENTS = [1, 2, 3];
const EMPLOYEE = 'SE165565594230-1A2B';

let folder: TemporaryFolder;
let server: ProtocolServer | null;
let service: InProcessService;
let environment: Record<string, string>;
let checks: Listed[];

const run = (...args: string[]): Promise<LedgerRun> => ledger(args, { environment });
const keyOf = () => readFileSync(join(folder.path, 'keys', 'checkpoint.pub'), 'utf8').trim();
const standAlone = (file: string) => ledger([file, keyOf()], { main: VERIFIER });

interface Listed {
  readonly record: string;
  readonly hasConsent: boolean;
  readonly patient: { readonly extension: string };
}

/** One consent, and checks of three patients in one request: a yes, and two times no. */
async function start(kind: string): Promise<void> {
  folder = await temporaryFolder();
  server = kind === 'EventStoreDB' ? await ProtocolServer.start() : null;
  environment = { DATA_DIR: folder.path, ...(server && { EVENT_STORE_URL: server.url }) };
  service = await startInProcess(environment);
  await call(service.url, 'register-extended-consent', toRegister(consentId, placeOf(1)));
  const questions = PATIENTS.map((n) => toCheck(placeOf(n)));
  expect((await call(service.url, 'check-consents', { questions })).status).toBe(200);
  checks = (await run('decisions', '--json')).records() as Listed[];
  expect(checks).toHaveLength(PATIENTS.length);
}

async function stop(): Promise<void> {
  server?.die();
  await folder.remove();
}

describe.each(storeKinds)('beside a live service, on %s', (kind) => {
  beforeAll(() => start(kind));
  afterAll(async () => {
    await service.close();
    await stop();
  });

  it('a receipt for a check is issued, and both verifiers say in the same words what it proves', async () => {
    const { record } = checks.find(({ hasConsent }) => hasConsent)!;
    const file = join(folder.path, 'receipt.json');
    const issued = await run('receipt', record, '--out', file);
    expect(issued).toMatchObject({ code: 0, err: '', out: expect.stringContaining('for 1 check is in') });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const [verified, alone] = await Promise.all([run('verify-receipt', file), standAlone(file)]);
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(alone).toMatchObject({ code: 0, err: '', out: verified.out });
    const [proved, who, where, ...not] = verified.out.split('\n');
    expect(proved).toMatch(
      /^Proved: this check is recorded among the first \d+ batches of consent-ledger\/decisions\.$/,
    );
    const { extension } = person(1);
    expect(who!.replace(/^At \S+Z, /, '')).toBe(
      `${EMPLOYEE} at unit ${unit} of care provider ${provider} asked about patient **********${extension.slice(-2)} ` +
        `through system SE165565594230-1000. The answer was: yes, by consent ${consentId}.`,
    );
    const [day, revision] = record.split('/');
    expect(where).toMatch(/^It is record \d of \d in batch /);
    expect(where).toContain(`batch ${revision} of audit-decisions-${day}.`);
    expect(not.join(' ')).toContain('does not prove that the answer was right');
    expect(issued.out + verified.out).not.toContain(extension);
  });

  it('machines read the same, with the identity masked', async () => {
    const { record } = checks.find(({ hasConsent }) => !hasConsent)!;
    const file = join(folder.path, `${record.replaceAll('/', '-')}.json`);
    const issued = await run('receipt', record, '--out', file, '--json');
    const { decision, checkpoint } = JSON.parse(readFileSync(file, 'utf8')) as DecisionReceipt;
    expect(issued.records()).toEqual([{ file, checks: 1, checkpoint }]);
    const { patient, ...shown } = decision as { readonly patient: { readonly extension: string } };
    const masked = { ...patient, extension: `**********${patient.extension.slice(-2)}` };
    const [day, revision, index] = record.split('/');
    expect((await run('verify-receipt', file, '--json')).records()).toEqual([
      {
        proved: true,
        origin: 'consent-ledger/decisions',
        size: Number(checkpoint.split('\n')[1]),
        stream: `audit-decisions-${day}`,
        revision: Number(revision),
        index: Number(index),
        records: expect.any(Number) as number,
        decision: { ...shown, patient: masked },
      },
    ]);
  });

  it('every record has a receipt of its own, which holds no identity but its own patient', async () => {
    const shown: string[] = [];
    for (const { record } of checks) shown.push((await run('receipt', record, '--out', '-')).out);
    const held = shown.map((text) => PATIENTS.filter((n) => text.includes(person(n).extension)));
    expect(held.map(({ length }) => length)).toEqual(PATIENTS.map(() => 1));
    expect(held.flat().sort()).toEqual(PATIENTS);
  });

  it('none is issued for what is not there, or under another name', async () => {
    const [{ record }] = checks as [Listed];
    const [day, revision] = record.split('/');
    for (const missing of [`${day}/${revision}/250`, '2024-02-29/0/0']) {
      expect(await run('receipt', missing, '--out', '-')).toMatchObject({
        code: 3,
        out: '',
        err: `There is no record ${missing} in this ledger.\n`,
      });
    }
    expect(await run('receipt', `${day}/00/0`, '--out', '-')).toMatchObject({ code: 2, out: '' });
  });
});

describe('where records were changed behind the back of the ledger', () => {
  let record: string;

  beforeAll(async () => {
    await start('the embedded store');
    record = checks[0]!.record;
    await service.close();
  });
  afterAll(stop);

  const withAnotherEmployee = ([id, revision, stream, type, data, metadata]: StoredArray): StoredArray => {
    const decisions = (data.decisions as object[]).map((one) => ({ ...one, employeeId: 'SE165565594230-9' }));
    return [id, revision, stream, type, { decisions }, metadata];
  };

  it('no receipt is issued, with the stored tree or without it', async () => {
    const file = join(folder.path, 'before.json');
    expect((await run('receipt', record, '--out', file)).code).toBe(0);
    await LogFiles.tamper(
      folder.path,
      (files) => {
        for (const [position, event] of files.arrays().entries())
          if (event[2].startsWith('audit-decisions-'))
            files.write(position, JSON.stringify(withAnotherEmployee(event)));
      },
      'audit-log',
    );
    const none = { code: 1, out: '', err: expect.stringContaining('There is no receipt. Run ledger verify') };
    expect(await run('receipt', record, '--out', '-')).toMatchObject(none);
    await rm(join(folder.path, 'decision-tree'), { recursive: true });
    expect(await run('receipt', record, '--out', '-')).toMatchObject(none);
    expect((await standAlone(file)).code).toBe(0);
  });

  it('a receipt with the employee replaced proves nothing', async () => {
    const file = join(folder.path, 'before.json');
    const forged = join(folder.path, 'forged.json');
    writeFileSync(forged, readFileSync(file, 'utf8').replaceAll(EMPLOYEE, 'SE165565594230-9999'));
    const [told, alone] = await Promise.all([run('verify-receipt', forged), standAlone(forged)]);
    expect(told).toMatchObject({
      code: 1,
      out: '',
      err: 'Not proved. The record is not in the batch that was signed.\n',
    });
    expect(alone).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^Not proved: /) });
  });
});
