import { randomUUID } from 'node:crypto';
import { parseLocalTime } from '#consent';
import { ProtocolServer } from '../eventstoredb-protocol-server';
import { call } from '../support/call';
import { identitiesIn } from '../support/identities-in-text';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { ledger } from '../support/ledger-cli';
import { storesOfThisRun } from '../support/live-ledger';
import { person } from '../support/people';
import { toRegister } from '../support/requests';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const [patientId, other] = [person(1), person(2)];
const [careProviderId, foreign] = ['SE165565594230-1A', 'SE165565594230-9Z'];
const caller = 'SE165565594230-9001';
const actor = { employeeId: 'SE165565594230-1A2B', careProviderId, careUnitId: 'SE165565594230-1AA' };

let now = 0;
let folder: TemporaryFolder;
let server: ProtocolServer | null;
let service: InProcessService;
let environment: Record<string, string>;

const run = (args: string[], input?: string) => ledger(['accesses', ...args], { environment, input });

/** In October: three looks at one patient and one at another; on 2 November: a denied look, and a denied registration. */
async function look(): Promise<void> {
  const ask = (contract: string, body: object) => call(service.url, contract, body);
  const place = { patientId, careProviderId, careUnitId: actor.careUnitId };
  now = parseLocalTime('2025-10-10T12:00:00')!;
  await ask('register-extended-consent', toRegister(randomUUID(), place));
  await ask('get-consents-for-patient', { patientId, careProviderId });
  await ask('get-all-extended-consents-for-patient', { patientId, getCancelledFlag: true });
  await ask('as-of', { accessingActor: actor, patientId });
  await ask('get-consents-for-patient', { patientId: other, careProviderId });
  now = parseLocalTime('2025-11-02T12:00:00')!;
  await ask('get-consents-for-patient', { patientId, careProviderId: foreign });
  await ask('register-extended-consent', toRegister(randomUUID(), { ...place, careProviderId: foreign }));
}

describe.each(storesOfThisRun)('ledger accesses, beside a live service, on %s', (kind) => {
  beforeAll(async () => {
    folder = await temporaryFolder();
    server = kind === 'EventStoreDB' ? await ProtocolServer.start() : null;
    environment = { DATA_DIR: folder.path, ...(server && { EVENT_STORE_URL: server.url }) };
    const settings = { CALLER_ID: caller, CALLER_CARE_PROVIDERS: careProviderId, CALLER_RIGHTS: 'audit' };
    service = await startInProcess({ ...environment, ...settings }, () => now);
    await look();
  });
  afterAll(async () => {
    await service.close();
    server?.die();
    await folder.remove();
  });

  const span = ['--from', '2025-10-01', '--to', '2025-11-30'];
  const contracts = async (args: string[], input?: string) =>
    (await run([...span, ...args, '--json'], input))
      .records()
      .map((record) => (record as { contract: string }).contract);

  it('finds them by time, people, system, contract and answer', async () => {
    expect(await contracts(['--oldest-first'])).toEqual([
      'GetConsentsForPatient',
      'GetAllExtendedConsentsForPatient',
      'AsOf',
      'GetConsentsForPatient',
      'GetConsentsForPatient',
      'RegisterExtendedConsent',
    ]);
    expect(await contracts(['--denied'])).toEqual(['RegisterExtendedConsent', 'GetConsentsForPatient']);
    expect(await contracts(['--contract', 'AsOf'])).toEqual(['AsOf']);
    expect(await contracts(['--employee', actor.employeeId])).toEqual(['RegisterExtendedConsent', 'AsOf']);
    expect(await contracts(['--provider', foreign])).toHaveLength(2);
    expect(await contracts(['--caller', caller, '--limit', '4'])).toHaveLength(4);
    expect(await contracts(['--caller', 'SE165565594230-9002'])).toEqual([]);
    expect((await run(['--from', '2025-11-01', '--to', '2025-11-30', '--json'])).records()).toHaveLength(2);
  });

  it('finds those of a patient, whose identity is read from standard input and covered unless it is to be shown', async () => {
    const args = [...span, '--patient', '--json'];
    const covered = await run(args, `${other.extension}\n`);
    expect(covered.records()).toMatchObject([{ contract: 'GetConsentsForPatient', shown: 0 }]);
    expect(identitiesIn(covered.out + covered.err)).toEqual([]);
    const shown = await run([...args, '--show-patient'], `${other.extension}\n`);
    expect(shown.records()).toMatchObject([{ patient: other }]);
  });

  it('prints a table without an identity, with the reason of what was denied', async () => {
    const { code, out, err } = await run([...span, '--denied']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('denied: care-provider');
    expect(out).toContain(caller);
    expect(out).toContain('Searched from 2025-10-01 00:00:00 to 2025-11-30 23:59:59');
    expect(identitiesIn(out)).toEqual([]);
  });

  it.each([[['--from', 'yesterday']], [['--caller', 'system 1']], [['--limit', '0']]])(
    'refuses %j',
    async (args) => {
      expect((await run(args)).code).toBe(2);
    },
  );

  it('leaves records that verify finds sound, under the tree of the records of checks', async () => {
    const looks = (await run(['--contract', 'ledger accesses', '--json'])).records().length;
    const { code, out, err } = await ledger(['verify', '--json'], { environment });
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({
      summary: { findings: {}, decisions: { batches: 6 + looks + 1 } },
    });
  });
});
