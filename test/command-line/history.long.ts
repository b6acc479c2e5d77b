import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from '../support/call';
import { identitiesIn } from '../support/identities-in-text';
import { ledger, type LedgerRun } from '../support/ledger-cli';
import { startLiveLedger, storeKinds, type LiveLedger } from '../support/live-ledger';
import { person } from '../support/people';
import { action, toCancel, toDelete, toRegister } from '../support/requests';

const careProviderId = 'SE165565594230-1A';
const careUnitId = 'SE165565594230-1AA';
const otherUnitId = 'SE165565594230-1AB';
const [patient, other, guardian] = [person(1), person(2), person(3)];
const id = (n: number): string => `c0ffee00-0000-4000-8000-${String(n).padStart(12, '0')}`;
const place = { patientId: patient, careProviderId, careUnitId };
const headers = { 'x-skltp-correlation-id': 'a-correlation' };

/** In the second showing of the hour that October repeats, that is said behind it. */
const TIME = /20\d\d-\d\d-\d\d \d\d:\d\d:\d\d(?: \(winter time\))?/g;

/** What is other in every run: when something was recorded, and where. */
const steady = ({ out }: LedgerRun): string =>
  out
    .replaceAll(TIME, (time) => (isStated(time) ? time : '<time of recording>'))
    .replaceAll(/position \d+/g, 'position <number>');

const isStated = (time: string): boolean => time.startsWith('2026-03-02') || time.startsWith('2099');

describe.each(storeKinds)('beside a live service, on %s', (kind) => {
  let live: LiveLedger;
  const run = (args: string[], input?: string) => ledger(args, { environment: live.environment, input });

  beforeAll(async () => {
    live = await startLiveLedger(kind);
    const tell = (contract: string, body: object) => call(live.service.url, contract, body, headers);
    await tell('register-extended-consent', toRegister(id(1), place, { endDate: '2099-12-31T23:59:59' }));
    await tell(
      'register-extended-consent',
      toRegister(
        id(2),
        { ...place, careUnitId: otherUnitId },
        { representedBy: guardian, assertionType: 'Emergency' },
      ),
    );
    await tell('register-extended-consent', toRegister(id(3), { ...place, patientId: other }));
    await tell('cancel-extended-consent', toCancel(id(1)));
    await tell('delete-extended-consent', toDelete(id(2)));
  });

  afterAll(() => live.close());

  describe('history', () => {
    it('tells in words what happened to a consent', async () => {
      const told = await run(['history', id(1).toUpperCase()]);
      expect(told).toMatchObject({ code: 0, err: '' });
      expect(steady(told)).toBe(readFileSync(join(__dirname, 'golden/history.txt'), 'utf8'));
    });

    it('tells the same to machines, an event a line', async () => {
      const told = await run(['history', id(2), '--json']);
      expect(told).toMatchObject({ code: 0, err: '' });
      const common = { assertionId: id(2), careProviderId, careUnitId: otherUnitId, door: 'json' };
      const covered = { root: patient.root, extension: `**********${patient.extension.slice(-2)}` };
      expect(told.records()).toMatchObject([
        { event: 'ConsentRegistered', revision: 0, ...common, patient: covered, assertionType: 'Emergency' },
        { event: 'ConsentDeleted', revision: 1, ...common, registeredBy: action.registeredBy },
      ]);
    });

    it('shows personal identities only when asked', async () => {
      const [covered, shown] = [
        await run(['history', id(2)]),
        await run(['history', id(2), '--show-patient']),
      ];
      expect(identitiesIn(covered.out)).toEqual([]);
      expect(identitiesIn(shown.out).sort()).toEqual([patient.extension, guardian.extension].sort());
    });

    it('says so when there is no such consent, and when an id is none', async () => {
      expect(await run(['history', id(9)])).toMatchObject({
        code: 3,
        out: '',
        err: `There is no consent ${id(9)} in this ledger.\n`,
      });
      expect(await run(['history', 'c0ffee'])).toMatchObject({
        code: 2,
        out: '',
        err: 'The id of a consent is a UUID, such as 4e4d1c5e-7f6f-4a0c-9a55-0b3f8c1d2e01.\n',
      });
    });
  });

  describe('patient', () => {
    it("tells all of a patient's consents in the order of the ledger, and names nobody", async () => {
      const told = await run(['patient'], `${patient.extension}\n`);
      expect(told).toMatchObject({ code: 0, err: '' });
      expect(identitiesIn(told.out)).toEqual([]);
      const rows = told.out.split('\n').filter((line) => line.includes('c0ffee'));
      expect(rows.map((line) => /(Cons|Emer|Canc|Del)\w+.*?c0ffee\S*/.exec(line)![0].split(/ {2,}/))).toEqual(
        [
          ['Consent registered', id(1)],
          ['Emergency access registered', id(2)],
          ['Cancelled', id(1)],
          ['Deleted', id(2)],
        ],
      );
    });

    it('tells it to machines, and says nothing of a patient without consents', async () => {
      const told = await run(['patient', '--json'], patient.extension);
      expect(told.records()).toMatchObject([
        { event: 'ConsentRegistered', assertionId: id(1) },
        { event: 'ConsentRegistered', assertionId: id(2) },
        { event: 'ConsentCancelled', assertionId: id(1) },
        { event: 'ConsentDeleted', assertionId: id(2) },
      ]);
      expect(await run(['patient', '--json'], person(4).extension)).toMatchObject({
        code: 0,
        out: '',
        err: '',
      });
      expect((await run(['patient'], person(4).extension)).out).toContain('no consent, ever');
    });

    it('takes an identity only when it is one of its kind, and does not repeat it', async () => {
      const wrong = patient.extension.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
      const refused = await run(['patient'], wrong);
      expect(refused).toMatchObject({ code: 2, out: '' });
      expect(refused.err).toMatch(
        /^What was given is no identity of a kind that is known here: personnummer, /,
      );
      expect(refused.err).not.toContain(wrong);
      expect(await run(['patient', '--kind', 'passport'], patient.extension)).toMatchObject({
        code: 2,
        err: expect.stringContaining('no such kind of identity'),
      });
      const onTheLine = await run(['patient', patient.extension]);
      expect(onTheLine.code).toBe(2);
      expect(onTheLine.err).not.toContain(patient.extension);
    });

    it.each([
      ['with a hyphen', (whole: string) => `${whole.slice(0, 8)}-${whole.slice(8)}`],
      ['with blanks', (whole: string) => ` ${whole.slice(0, 8)} ${whole.slice(8)} `],
    ])('takes an identity %s', async (_, written) => {
      const { code, out } = await run(['patient'], written(other.extension));
      expect(code).toBe(0);
      expect(out).toContain(id(3));
    });

    it('wants an identity', async () => {
      expect(await run(['patient'], '')).toMatchObject({
        code: 2,
        err: expect.stringContaining('Nothing was given'),
      });
    });
  });

  describe('provider', () => {
    const consentsIn = ({ out }: LedgerRun) => out.match(/c0ffee\S*/g) ?? [];

    it('tells consent by consent, in the order of their last change', async () => {
      const told = await run(['provider', careProviderId]);
      expect(told).toMatchObject({ code: 0, err: '' });
      expect(consentsIn(told)).toEqual([id(3), id(1), id(1), id(2), id(2)]);
      expect(identitiesIn(told.out)).toEqual([]);
    });

    it('tells of a period only', async () => {
      const nothing = await run(['provider', careProviderId, '--to', '2026-01-01']);
      expect(consentsIn(nothing)).toEqual([]);
      expect(nothing.out).toMatch(/\nNothing was recorded then\.\n$/);
      expect(consentsIn(await run(['provider', careProviderId, '--from', '2026-01-01']))).toHaveLength(5);
      expect((await run(['provider', careProviderId, '--json', '--to', '2026-01-01'])).out).toBe('');
    });

    it.each([
      [['provider', 'the-clinic'], /^The id of a care provider is an HSA-id/],
      [['provider', careProviderId, '--from', 'yesterday'], /^--from is no time/],
      [['provider', careProviderId, '--from', '2026-02-30'], /^--from is no time/],
      [
        ['provider', careProviderId, '--from', '2026-03-02', '--to', '2026-03-01'],
        /^--from is later than --to/,
      ],
    ])('refuses %j', async (args, sentence) => {
      expect(await run(args)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(sentence) });
    });
  });

  it.each([
    ['history', [id(1)], ''],
    ['patient', ['--show-patient'], patient.extension],
    ['provider', [careProviderId], ''],
  ])('%s draws a picture without identities', async (name, args, input) => {
    const file = join(live.folder, `${name}.svg`);
    const told = await run([name, ...args, '--svg', file], input);
    expect(told).toMatchObject({ code: 0, out: expect.stringContaining(`The picture is in ${file}.`) });
    const picture = readFileSync(file, 'utf8');
    expect(picture).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    expect(picture).toContain('c0ffee00');
    expect(identitiesIn(picture)).toEqual([]);
  });

  it('says where a picture cannot be written', async () => {
    const file = join(live.folder, 'nowhere/history.svg');
    expect(await run(['history', id(1), '--svg', file])).toMatchObject({
      code: 3,
      err: `There is no ${file}.\n`,
    });
  });
});
