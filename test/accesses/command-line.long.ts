import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { ProtocolServer } from '../eventstoredb-protocol-server';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { ledger } from '../support/ledger-cli';
import { storeKinds } from '../support/live-ledger';
import { person } from '../support/people';
import { toCheck, toRegister } from '../support/requests';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const patientId = person(1);
const careProviderId = 'SE165565594230-1A';
const place = { patientId, careProviderId, careUnitId: 'SE165565594230-1AA' };
const consent = '7d3c9f10-4b7e-4f6a-9a51-00000000a0a0';

let folder: TemporaryFolder;
let server: ProtocolServer | null;
let service: InProcessService;
let environment: Record<string, string>;

/** Each command that shows something, with what is asked of it, and what its record says of that. */
const looks: readonly {
  readonly args: (scratch: string) => readonly string[];
  readonly input?: string;
  readonly says: object;
}[] = [
  { args: () => ['history', consent], says: { assertionId: consent, patient: patientId, shown: 1 } },
  { args: () => ['patient'], input: `${patientId.extension}\n`, says: { patient: patientId, shown: 1 } },
  {
    args: () => [
      'as-of',
      '--unit',
      place.careUnitId,
      '--provider',
      careProviderId,
      '--employee',
      'SE165565594230-1A2B',
    ],
    input: `${patientId.extension}\n`,
    says: { ...place, patientId: undefined, patient: patientId, employeeId: 'SE165565594230-1A2B', shown: 1 },
  },
  { args: () => ['provider', careProviderId], says: { careProviderId } },
  {
    args: () => ['decisions', '--patient', '--provider', careProviderId],
    input: `${patientId.extension}\n`,
    says: { patient: patientId, careProviderId },
  },
  { args: () => ['decisions', '--re-execute'], says: {} },
  { args: () => ['accesses', '--provider', careProviderId], says: { careProviderId } },
  { args: () => ['sample', '--month', '2026-10', '--seed', 'board'], says: {} },
  { args: () => ['sign-ons', '--patient'], input: `${patientId.extension}\n`, says: { patient: patientId } },
  {
    args: (scratch) => ['receipt', consent, '--out', join(scratch, 'receipt.json')],
    says: { assertionId: consent, patient: patientId },
  },
  {
    args: (scratch) => ['extract', '--out', join(scratch, 'extract')],
    input: `${patientId.extension}\n`,
    says: { patient: patientId, shown: expect.any(Number) as number },
  },
  { args: (scratch) => ['export', join(scratch, 'ledger.ndjson')], says: {} },
  { args: () => ['hold', 'list'], says: { shown: 0 } },
  { args: () => ['retention', 'plan'], says: {} },
];

const recorded = async (): Promise<readonly { readonly purpose?: string }[]> => {
  const found = await ledger(['accesses', '--json', '--show-patient'], { environment });
  return found.records() as { purpose?: string }[];
};

describe.each(storeKinds)('a look with the command line, on %s', (kind) => {
  beforeAll(async () => {
    folder = await temporaryFolder();
    server = kind === 'EventStoreDB' ? await ProtocolServer.start() : null;
    environment = { DATA_DIR: join(folder.path, 'data'), ...(server && { EVENT_STORE_URL: server.url }) };
    service = await startInProcess(environment);
    await call(service.url, 'register-extended-consent', toRegister(consent, place));
    await call(service.url, 'check-consent', toCheck(place));
  });
  afterAll(async () => {
    await service.close();
    server?.die();
    await folder.remove();
  });

  it('is recorded by each command that shows something, with who it was, whom it was about and what for', async () => {
    const purposeOf = (index: number) => `case ${index}`;
    for (const [index, { args, input }] of looks.entries()) {
      const asked = args(folder.path);
      const run = await ledger([...asked, '--purpose', purposeOf(index)], { environment, input });
      expect([asked[0], run.code, run.err]).toEqual([asked[0], 0, '']);
    }
    const records = await recorded();
    for (const [index, { args, says }] of looks.entries()) {
      const purpose = purposeOf(index);
      expect(records.filter((record) => record.purpose === purpose)).toEqual([
        {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          askedAt: expect.any(String) as string,
          correlationId: expect.any(String) as string,
          ...{ position: -1, isGranted: true, callerId: 'ledger', door: 'command-line', purpose },
          ...{ contract: `ledger ${args('')[0]}`, systemUser: `${userInfo().username}@${hostname()}` },
          ...says,
        },
      ]);
    }
  });

  it('stands in the table of accesses, by the name of the user', async () => {
    await ledger(['history', consent], { environment });
    const { out } = await ledger(['accesses', '--contract', 'ledger history'], { environment });
    expect(out).toContain(`${userInfo().username}@${hostname()}`);
  });

  it('that finds nothing, or is asked wrongly, leaves no record', async () => {
    const count = async () =>
      (await ledger(['accesses', '--contract', 'ledger history', '--json'], { environment })).records()
        .length;
    const before = await count();
    expect((await ledger(['history', randomUUID()], { environment })).code).toBe(3);
    expect((await ledger(['history', 'abc'], { environment })).code).toBe(2);
    for (const purpose of ['', 'x'.repeat(201), `the case of ${patientId.extension}`]) {
      const refused = await ledger(['history', consent, '--purpose', purpose], { environment });
      expect([refused.code, refused.out]).toEqual([2, '']);
      expect(refused.err).not.toContain(patientId.extension);
    }
    expect(await count()).toBe(before);
  });

  it('is not recorded where the service records nothing either', async () => {
    const off = { ...environment, DECISION_LOG: 'off' };
    const count = async () => (await ledger(['accesses', '--json'], { environment: off })).records().length;
    const before = await count();
    await ledger(['history', consent], { environment: off });
    expect(await count()).toBe(before);
  });

  it('is under the signed tree of the records of checks', async () => {
    const { code, err } = await ledger(['verify'], { environment });
    expect([code, err]).toEqual([0, '']);
  });
});
