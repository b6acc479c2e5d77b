import fc from 'fast-check';
import { decisionKind } from '#audit';
import { denied } from '#audit/given';
import { child, otherCareProvider, tolvan } from '#consent/given';
import { newId } from '#platform';
import { onPatient, onProvider } from '../given/holds';
import { noon, RetainedLedger, type Forged } from '../given/retained-ledger';
import type { HeldSubject } from '../holds/hold';
import type { RecordsName } from '../plan/day-content';

const caseOf = (from: string, to = from): HeldSubject => ({ kind: 'case', reference: 'dnr 1', from, to });
const checks = (day: string) => ({ kind: 'checks', day }) as const;

let ledger: RetainedLedger;
/** Two batches of checks on each of three days, of which the first is about the patient of a hold. */
beforeEach(async () => {
  ledger = new RetainedLedger();
  await ledger.happens();
  for (const [day, patient] of [
    ['2015-03-02', tolvan],
    ['2015-03-03', child],
    ['2019-03-04', child],
  ] as const) {
    await ledger.record('checks', day, patient);
    await ledger.record('checks', day, child);
  }
});

interface Attack {
  readonly before?: () => Promise<unknown>;
  readonly forged: Forged;
  readonly after?: () => Promise<unknown>;
}

const all = [checks('2015-03-02'), checks('2015-03-03')];
const today = '2021-01-01';

it.each<[string, Attack, RegExp]>([
  [
    'a day that a hold on a case keeps',
    { before: () => ledger.hold(1, caseOf('2015-03-02')), forged: { days: all, today } },
    /^audit-decisions-2015-03-02: .* while the hold .* kept the day\.$/,
  ],
  [
    'a day that a hold on a patient kept at an honest removal before',
    {
      before: async () => [await ledger.hold(1, onPatient), await ledger.apply(today)],
      forged: { days: [checks('2015-03-02')], today },
    },
    /^audit-decisions-2015-03-02: .* every hold of then was still in force\.$/,
  ],
  [
    'the first batches of a day',
    { forged: { days: [{ ...checks('2015-03-02'), batches: 1 }, checks('2015-03-03')], today } },
    /^audit-decisions-2015-03-02: A part of its records was removed/,
  ],
  [
    'one day of two',
    { forged: { days: [checks('2015-03-03')], today } },
    /^audit-decisions-2015-03-02: .* no hold kept it, and the removal forged-1 left it out/,
  ],
  [
    'one day of two, and the other later',
    {
      forged: { days: [checks('2015-03-03')], today },
      after: () => ledger.forge({ days: [checks('2015-03-02')], today: '2021-01-02' }),
    },
    /^audit-decisions-2015-03-02: .* no hold kept it, and the removal forged-1 left it out/,
  ],
  [
    'days up to one, with the time of a removal that was before',
    {
      before: () => ledger.register('2020-12-30'),
      forged: { days: [checks('2015-03-02')], today: '2020-03-03' },
    },
    /^records-removed: The removal forged-1 .* of 2020-03-03, behind what was recorded on 2020-12-30: it is dated back\.$/,
  ],
  [
    'days of then, with a time before that of the removal before',
    {
      before: () => ledger.apply('2020-03-03'),
      forged: { days: [checks('2015-03-03')], today: '2020-02-01', years: 4 },
    },
    /^records-removed: .* of 2020-02-01, behind what was recorded on 2020-03-03/,
  ],
  [
    'a day that the date of its own plan leaves there',
    { forged: { days: all, today, onlyBefore: '2015-03-03' } },
    /^audit-decisions-2015-03-03: .* of the removal forged-1 had only days before 2015-03-03\.$/,
  ],
  [
    'the later of two days, by a plan with a date behind it',
    { forged: { days: [checks('2015-03-03')], today, onlyBefore: '2015-03-04' } },
    /^audit-decisions-2015-03-02: .* the removal forged-1 left it out/,
  ],
  [
    'a day before its time, by a plan with a date',
    {
      forged: { days: [...all, checks('2019-03-04')], today, onlyBefore: '2019-03-05' },
      after: () => ledger.record('checks', '2021-01-02', child),
    },
    /^audit-decisions-2019-03-04: .* before its time was over/,
  ],
  [
    'one day of two, and lists the other in a removal that does not end',
    {
      before: () => ledger.begin({ days: [checks('2015-03-02')], today }),
      forged: { days: [checks('2015-03-03')], today },
    },
    /^audit-decisions-2015-03-02: .* the removal forged-1 left it out/,
  ],
  [
    'a day before its time, with the time of a removal that is to come',
    {
      forged: { days: [...all, checks('2019-03-04')], today: '2024-04-01' },
      after: () => ledger.record('checks', '2021-01-02', child),
    },
    /^audit-decisions-2019-03-04: .* before its time was over/,
  ],
])('finds who removes %s', async (_, { before, forged, after }, expected) => {
  await before?.();
  await ledger.forge(forged);
  await after?.();
  expect(await ledger.found()).toEqual([expect.stringMatching(expected)]);
});

it('finds nothing where a removal that is forged is what a plan would have removed', async () => {
  await ledger.forge({ days: all, today });
  expect(await ledger.found()).toEqual([]);
});

it('finds nothing where a plan had only days before a date, and a later one the others', async () => {
  expect(await ledger.apply(today, { onlyBefore: '2015-03-02' })).toBe(0);
  expect(await ledger.apply(today, { onlyBefore: '2015-03-03' })).toBe(1);
  expect(await ledger.found()).toEqual([]);
  expect(await ledger.apply(today)).toBe(1);
  expect(await ledger.found()).toEqual([]);
});

it('finds nothing where a plan with a date left a day there for a record of a later day in it', async () => {
  const late = decisionKind.encode([denied({ patient: child, decidedAt: noon('2015-03-05') })]);
  await ledger.auditStore.append('audit-decisions-2015-03-02', 'any', [{ id: newId(), ...late }]);
  expect(await ledger.apply(today, { onlyBefore: '2015-03-04' })).toBe(1);
  expect(await ledger.found()).toEqual([]);
});

it('finds nothing where the hold was lifted before, or placed after', async () => {
  await ledger.hold(1, onPatient);
  await ledger.hold(3, { kind: 'care-provider', careProviderId: otherCareProvider });
  expect(await ledger.apply(today)).toBe(1);
  await ledger.lift(1);
  expect(await ledger.apply(today)).toBe(1);
  await ledger.hold(2, caseOf('2015-03-02'));
  expect(await ledger.found()).toEqual([]);
});

it('finds nothing where a clock that was wrong has put a record on a day that was removed', async () => {
  await ledger.apply(today);
  await ledger.happens();
  await ledger.record('checks', '2015-03-02', child);
  expect(await ledger.found()).toEqual([]);
});

it('finds nothing where the clock was wrong, its time was given up, and the ledger went on', async () => {
  await ledger.register('2031-01-01');
  expect(await ledger.apply(today)).toBe(2);
  expect(await ledger.found()).toEqual([expect.stringMatching(/it is dated back\.$/)]);
  await ledger.record('checks', '2021-01-02', child);
  expect(await ledger.found()).toEqual([]);
});

it('finds nothing where a removal was recorded by a clock that was wrong, and the ledger went on', async () => {
  await ledger.hold(1, onPatient);
  expect(await ledger.apply('2023-01-01')).toBe(1);
  await ledger.lift(1);
  await ledger.register(today);
  expect(await ledger.apply('2021-01-02')).toBe(1);
  expect(await ledger.found()).toEqual([]);
});

it('finds nothing where a day of two records was kept, removed when its hold was lifted, and is there again', async () => {
  await ledger.hold(1, onPatient);
  await ledger.apply(today);
  await ledger.lift(1);
  await ledger.apply(today);
  await ledger.record('checks', '2015-03-02', child);
  expect(await ledger.found()).toEqual([]);
});

it('finds nothing of a look that a wrong clock put on a day of long ago, whose neighbours were removed', async () => {
  await ledger.apply(today);
  await ledger.record('checks', '2022-01-01', child);
  await ledger.look('2000-03-02');
  await ledger.record('checks', '2022-01-02', child);
  expect(await ledger.apply('2028-02-01', { years: 6 })).toBe(4);
  expect(await ledger.found()).toEqual([]);
});

it('reads the ledger once for each removal, and once more, however many days a hold keeps', async () => {
  await ledger.hold(1, onPatient);
  await ledger.record('checks', '2016-03-02', child);
  for (let day = 1; day <= 28; day += 1)
    await ledger.record('checks', `2014-02-${String(day).padStart(2, '0')}`, tolvan);
  expect([await ledger.apply(today), await ledger.apply('2022-01-01')]).toEqual([1, 1]);
  const passes = jest.spyOn(ledger.store, 'readAll');
  expect(await ledger.found()).toEqual([]);
  expect(passes.mock.calls.length).toBeLessThanOrEqual(3);
});

describe('of a removal of more days than an event lists', () => {
  const days = Array.from({ length: 501 }, (_, n) =>
    new Date(Date.parse('2010-01-01T00:00:00Z') + n * 86_400_000).toISOString().slice(0, 10),
  );
  beforeEach(async () => {
    ledger = new RetainedLedger();
    await ledger.happens();
    for (const day of days) await ledger.record('checks', day, child);
  });

  it.each([
    ['between its two beginnings', 1],
    ['before the records are gone', 2],
    ['when the records are gone', 3],
    ['between its two ends', 4],
  ])('finds nothing when it is killed %s, nor after the next', async (_, steps) => {
    await ledger.apply(today, { steps });
    expect(await ledger.found()).toEqual([]);
    await ledger.apply('2021-01-02');
    expect(await ledger.found()).toEqual([]);
  });
});

type Step = (of: RetainedLedger, year: number) => Promise<unknown>;

const subjects: readonly HeldSubject[] = [
  onPatient,
  onProvider,
  { kind: 'case', reference: 'dnr 1' },
  caseOf('2010-01-01', '2018-01-01'),
];

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.constantFrom<RecordsName>('checks', 'looks'), fc.constantFrom(tolvan, child)).map(
    ([kind, patient]): Step =>
      (of, year) =>
        of.record(kind, `${year}-06-01`, patient),
  ),
  fc.constant<Step>((of, year) => of.register(`${year}-06-01`)),
  fc.constantFrom(...subjects.keys()).map(
    (n): Step =>
      (of) =>
        of.hold(n, subjects[n]!),
  ),
  fc.constantFrom(...subjects.keys()).map(
    (n): Step =>
      (of) =>
        of.lift(n).catch(() => undefined),
  ),
  fc
    .record(
      {
        years: fc.constantFrom(5, 6, 8),
        onlyBefore: fc.integer({ min: 2000, max: 2025 }).map((year) => `${year}-06-02`),
        steps: fc.nat(6),
        daysInAnEvent: fc.constant(2),
      },
      { requiredKeys: ['years'] },
    )
    .map(
      (applied): Step =>
        (of, year) =>
          of.apply(`${year}-06-01`, applied),
    ),
  fc.constant<Step>((of) => of.happens()),
);

it('finds nothing in any history of honest removals and holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 60 }), async (steps) => {
      const any = new RetainedLedger();
      for (const [n, step] of steps.entries()) await step(any, 2000 + Math.floor(n / 2));
      expect(await any.found()).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
