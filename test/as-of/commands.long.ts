import { call } from '../support/call';
import { identitiesIn } from '../support/identities-in-text';
import { ledger } from '../support/ledger-cli';
import { startLiveLedger, storeKinds, type LiveLedger } from '../support/live-ledger';
import { person } from '../support/people';
import { toCancel, toRegister } from '../support/requests';

const patient = person(7);
const place = {
  patientId: patient,
  careProviderId: 'SE165565594230-1000',
  careUnitId: 'SE165565594230-1001',
};
const assertionId = 'a50f0000-0000-4000-8000-000000000001';
const where = [
  ...['--employee', 'SE165565594230-1A2B'],
  ...['--provider', place.careProviderId],
  ...['--unit', place.careUnitId],
];

describe.each(storeKinds)('ledger as-of, beside a service on %s', (kind) => {
  let live: LiveLedger;
  let registered: number;
  let cancelled: number;

  beforeAll(async () => {
    live = await startLiveLedger(kind);
    const { url } = live.service;
    const position = async (contract: string, body: object) =>
      Number((await call(url, contract, body)).headers.get('x-ledger-position'));
    registered = await position('register-extended-consent', toRegister(assertionId, place));
    cancelled = await position('cancel-extended-consent', toCancel(assertionId));
  });
  afterAll(() => live.close());

  const asOf = (args: readonly string[], input = patient.extension) =>
    ledger(['as-of', ...where, ...args], { environment: live.environment, input: `${input}\n` });

  it.each([
    ['the present', () => [], false],
    ['what was known when it was registered', () => ['--known-at', String(registered)], true],
    ['what was known when it was cancelled', () => ['--known-at', String(cancelled)], false],
    ['a time before it', () => ['--valid-at', '2026-01-01T00:00:00'], false],
  ])('answers alike by read model and by replay: %s', async (_, args, hasConsent) => {
    const valid = args().includes('--valid-at') ? [] : ['--valid-at', '2100-01-01T00:00:00'];
    const found = await asOf([...args(), ...valid, '--json']);
    const replayed = await asOf([...args(), ...valid, '--replay', '--json']);
    expect([found.code, found.err, replayed.code, replayed.err]).toEqual([0, '', 0, '']);
    expect(found.records()).toMatchObject([{ hasConsent, explanation: { hasConsent } }]);
    const [{ position: ___, ...same }] = replayed.records() as [{ position: number }];
    expect(found.records()).toMatchObject([same]);
  });

  it('says it in sentences, without the identity', async () => {
    const yes = await asOf(['--known-at', String(registered)]);
    expect(yes.out).toContain(`Granted by consent ${assertionId}, registered `);
    expect(yes.out).toMatch(/It had been cancelled before, .*; that was not known\./);
    const no = await asOf([]);
    expect(no.out).toContain(`Consent ${assertionId}: it had been cancelled `);
    expect(identitiesIn(yes.out + no.out)).toEqual([]);
  });

  it('does not tell what will be known', async () => {
    const later = '2100-01-01T00:00:00';
    const hindsight = await asOf(['--valid-at', '2026-01-01T00:00:00', '--known-at', later]);
    for (const { out } of [hindsight, await asOf(['--valid-at', later])])
      expect(out).toMatch(/^At [\d -]+:\d\d:\d\d, as far as is known now:\n/);
    const then = await asOf(['--valid-at', '2026-01-01T00:00:00']);
    expect(then.out).toMatch(/^At 2026-01-01 00:00:00, as was known then:\n/);
  });

  it('says that there is none of a patient without consents', async () => {
    const none = await asOf([], person(8).extension);
    expect([none.code, none.out]).toEqual([
      0,
      expect.stringContaining('no consent of this patient was found'),
    ]);
  });
});

describe('ledger as-of', () => {
  const asOf = (args: readonly string[], input: string = patient.extension) =>
    ledger(['as-of', ...where, ...args, '--data-dir', '/nowhere'], { input: `${input}\n` });

  it.each([
    [['--valid-at', '2026-03-02'], '--valid-at is no instant: write it as 2026-03-02T08:00:00'],
    [['--valid-at', '2026-02-30T08:00:00'], '--valid-at is no instant'],
    [['--known-at', 'yesterday'], 'or as a position of the ledger, in digits only'],
    [['--known-at', '-3'], '--known-at'],
    [['--unit', 'unit 1'], '--unit is no HSA-id'],
    [['--list', 'all'], '--list is no number of consents'],
  ])('refuses %j', async (args, sentence) => {
    const { code, out, err } = await asOf(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('refuses an identity that is none, and does not repeat it', async () => {
    const { code, err } = await asOf([], '191212121213');
    expect([code, err.includes('191212121213')]).toEqual([2, false]);
  });

  it('needs to be told who and where', async () => {
    const { code, err } = await ledger(['as-of']);
    expect([code, err]).toEqual([2, expect.stringContaining("'--employee <id>' not specified")]);
  });
});
