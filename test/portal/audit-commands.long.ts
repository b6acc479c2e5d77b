import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PersonIdentity } from '#consent';
import { tolvan } from '#consent/given';
import { openStores, type OpenStores } from '#consent-ledger';
import { createLog, newId, readConfig } from '#platform';
import {
  digestOfTicket,
  hprInFile,
  organisationsInFile,
  patientOpeningStream,
  SignOn,
  signOnStream,
  ticketStream,
} from '#sign-on';
import { identitiesIn } from '../support/identities-in-text';
import { ledger } from '../support/ledger-cli';
import { startLiveLedger, storeKinds, type LiveLedger } from '../support/live-ledger';
import { projectFolder } from '../support/project-folder';
import { temporaryFolder } from '../support/temporary-folder';

const SAMPLES = join(projectFolder, 'samples/registers');
const LIFETIME = 3_600_000;
const HEART = '310001007';
const norwegian = (extension: string): PersonIdentity => ({ root: '2.16.578.1.12.4.1.4.1', extension });
const kari = norwegian('02836210088');
const nils = norwegian('09867115177');

/** 23:59 in UTC, so that what happens is of two days. */
const EVENING = Date.UTC(2026, 2, 2, 23, 59);
const MINUTE = 60_000;

interface Told {
  readonly type: string;
  readonly code?: string;
  readonly person?: PersonIdentity;
  readonly patient?: PersonIdentity;
  readonly recordedAt: string;
}

describe.each(storeKinds)('on %s', (kind) => {
  let live: LiveLedger;
  let stores: OpenStores;
  let ticketDigest: string;

  beforeAll(async () => {
    live = await startLiveLedger(kind);
    stores = await openStores(readConfig(live.environment), createLog('error'));
    ticketDigest = await happenings();
  });
  afterAll(async () => {
    await stores.close();
    await live.close();
  });

  /** Kari comes with a ticket, opens the patient, and goes the day after; Nils is refused, and so is a forged ticket. */
  async function happenings(): Promise<string> {
    const registers = {
      hpr: hprInFile(join(SAMPLES, 'hpr.json')),
      organisations: organisationsInFile(join(SAMPLES, 'organisations.json')),
      categories: new Set(['LE', 'SP']),
    };
    const signOn = new SignOn({ store: stores.store, registers, ticketLifetime: LIFETIME });
    const request = { organisationNumber: HEART, patient: tolvan, recordsSystem: 'EPJ' } as const;
    const ticket = await signOn.tickets.issue({ ...request, basis: 'HPAKUTT' }, EVENING);
    await signOn.enter(digestOfTicket('forged'), EVENING);
    const digest = digestOfTicket(ticket);
    await signOn.authorise({ person: kari, ticketDigest: digest }, EVENING);
    const who = { person: kari, organisationNumber: HEART, correlationId: newId() };
    await signOn.journal.note({ type: 'SignedOn', ...who, ticketDigest: digest, recordedAt: EVENING });
    await signOn.journal.note({
      ...{ type: 'PatientOpened', ...who, patient: tolvan, basis: 'HPAKUTT', recordedAt: EVENING },
    });
    await signOn.authorise({ person: nils }, EVENING + 1);
    const recordedAt = EVENING + 2 * MINUTE;
    await signOn.journal.note({ type: 'SignedOff', person: kari, reason: 'asked', recordedAt });
    return digest;
  }

  const ofMarch = ['--from', '2026-03-01', '--to', '2026-03-31'];
  const signOns = (args: readonly string[], input?: string) =>
    ledger(['sign-ons', ...ofMarch, ...args], { environment: live.environment, input });
  const told = async (args: readonly string[] = [], input?: string) => {
    const run = await signOns([...args, '--json'], input);
    expect(run).toMatchObject({ code: 0, err: '' });
    return run.records() as Told[];
  };
  const happened = async (args: readonly string[], input?: string) =>
    (await told(args, input)).map(({ type, code }) => code ?? type);

  it('tells everything that happened, the newest first, with identities covered', async () => {
    const all = await told();
    expect(all.map(({ type, code }) => code ?? type)).toEqual([
      ...['SignedOff', 'AUT_105', 'PatientOpened', 'SignedOn', 'AUT_119'],
    ]);
    expect(all[2]).toMatchObject({
      person: { ...kari, extension: '*********88' },
      patient: { ...tolvan, extension: '**********12' },
      recordedAt: '2026-03-02T23:59:00.000Z',
    });
    expect(identitiesIn(JSON.stringify(all))).toEqual([]);
  });

  it('shows identities to who asks for them', async () => {
    const [, refused, opened] = await told(['--show-identities']);
    expect(refused!.person).toEqual(nils);
    expect(opened!.patient).toEqual(tolvan);
  });

  it('finds by time, person, patient and code', async () => {
    expect(await happened(['--to', '2026-03-03T00:30:00'])).toEqual([]);
    expect(await happened(['--from', '2026-03-03T01:00:00'])).toEqual(['SignedOff']);
    expect(await happened(['--person'], `${kari.extension}\n`)).toEqual([
      ...['SignedOff', 'PatientOpened', 'SignedOn'],
    ]);
    expect(await happened(['--patient', '--kind', 'personnummer'], `${tolvan.extension}\n`)).toEqual([
      'PatientOpened',
    ]);
    expect(await happened(['--code', 'AUT_105'])).toEqual(['AUT_105']);
    expect(await happened(['--limit', '2'])).toEqual(['SignedOff', 'AUT_105']);
  });

  it('tells people in a table, and no identity whole', async () => {
    const { code, out } = await signOns([]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Time +What +Person +Organisation +Patient +Ground +Event or exchange\n/);
    expect(out).toContain('refused AUT_105');
    expect(out).toMatch(/patient opened +\*+88 +310001007 +\*+12 +HPAKUTT/);
    expect(identitiesIn(out)).toEqual([]);
  });

  it.each([
    [['--code', 'KJF-000018'], '--code'],
    [['--code', 'AUT_999'], '--code'],
    [['--from', '2026-04-02'], '--from'],
    [['--person', '--patient'], '--person'],
  ])('refuses what cannot be meant: %j', async (args, named) => {
    const run = await signOns(args, `${kari.extension}\n`);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain(named);
  });

  it('is sound, and as it was when it is moved', async () => {
    await signed(live);
    const folder = await temporaryFolder();
    const file = join(folder.path, 'ledger.ndjson');
    const moved = { DATA_DIR: join(folder.path, 'moved') };
    expect(await ledger(['verify'], live)).toMatchObject({ code: 0, err: '' });
    expect(await ledger(['export', file], live)).toMatchObject({ code: 0 });
    expect(await ledger(['import', file], { environment: moved })).toMatchObject({ code: 0 });
    const there = await ledger(['sign-ons', ...ofMarch, '--json'], { environment: moved });
    await folder.remove();
    expect(there.records()).toEqual(await told());
  });

  it('is found out when something is added that nothing here writes', async () => {
    const add = (stream: string, type: string, data: object) =>
      stores.store.append(stream, 'any', [{ id: newId(), type, data, metadata: {} }]);
    const [today, tomorrow] = ['2026-03-02T23:59:30.000Z', '2026-03-03T00:01:00.000Z'];
    const opened = { person: kari, organisationNumber: HEART, patient: tolvan, correlationId: newId() };
    await add(ticketStream(ticketDigest), 'TicketRedeemed.v1', { person: nils, recordedAt: today });
    await add(signOnStream(EVENING), 'SignedOff.v1', { person: nils, reason: 'asked', recordedAt: tomorrow });
    await add(patientOpeningStream(EVENING), 'PatientOpened.v1', {
      ...opened,
      recordedAt: today,
      note: 'A word.',
    });
    const { code, records, out } = await ledger(['verify', '--json'], live);
    expect(code).toBe(1);
    const findings = records().flatMap((record) => ('finding' in (record as object) ? [record] : []));
    expect(findings).toMatchObject([
      { finding: { kind: 'rules', stream: ticketStream(ticketDigest) } },
      { finding: { kind: 'malformed', stream: signOnStream(EVENING) } },
      { finding: { kind: 'malformed', stream: patientOpeningStream(EVENING) } },
    ]);
    expect(identitiesIn(out)).toEqual([]);
  });
});

/** Until the service has signed for everything that is there. */
async function signed({ environment }: LiveLedger): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { code } = await ledger(['verify'], { environment });
    if (code === 0) return;
    await wait(100);
  }
  throw new Error('It was never signed.');
}
