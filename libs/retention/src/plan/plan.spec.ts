import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessKind, dayOf, decisionKind, openRecordLog, type Access, type Decision } from '#audit';
import { denied, looked, turnedAway } from '#audit/given';
import { consentStream, encode } from '#consent';
import {
  at,
  careProvider,
  child,
  consentId,
  noon,
  otherCareProvider,
  provenance,
  registered,
} from '#consent/given';
import { EmbeddedEventStore } from '#event-store';
import { newId } from '#platform';
import { holdId, lifted, onCase, onPatient, onProvider, placed } from '../given/holds';
import type { HeldSubject } from '../holds/hold';
import { liftHold, placeHold } from '../holds/holds';
import { isReleased, planRetention, type RetentionPlan } from './plan';

let folder: string;
let store: EmbeddedEventStore;
const unheard = { recorded: () => undefined, failed: () => undefined, lost: () => undefined };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plans-'));
  store = await EmbeddedEventStore.open(folder);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function write(decisions: readonly Decision[], accesses: readonly Access[]): Promise<void> {
  const checks = openRecordLog(decisionKind, 'durable', store, unheard);
  const looks = openRecordLog(accessKind, 'durable', store, unheard);
  await Promise.all([
    ...decisions.map((one) => checks.record(one)),
    ...accesses.map((one) => looks.record(one)),
  ]);
}

const now = at('2031-03-03T12:00:00');
const plan = (years: number | null = 5, onlyBefore: string | null = null): Promise<RetentionPlan> =>
  planRetention({ store, auditStore: store, years, now, onlyBefore });

const hold = (subject: HeldSubject): Promise<void> => placeHold(store, placed(1, subject));

it('keeps everything for ever, where no period is set', async () => {
  await write([denied()], [looked()]);
  expect(await plan(null)).toMatchObject({ years: null, before: null, days: [] });
});

it('lists whole days that have been over for the years, and no day after them', async () => {
  await write([denied(), denied({ decidedAt: at('2026-03-03T12:00:00') })], [looked(), turnedAway()]);
  const { before, days } = await plan();
  expect(before).toBe('2026-03-03');
  expect(days).toEqual([
    { kind: 'checks', day: '2026-03-02', batches: 1, records: 1, root: expect.any(String), keptBy: [] },
    { kind: 'looks', day: '2026-03-02', batches: 1, records: 2, root: expect.any(String), keptBy: [] },
  ]);
});

it('lists only days before a date, where one is given, and none that has not lapsed', async () => {
  await write(
    ['2024-03-02', '2026-03-02', '2026-03-03'].map((day) => denied({ decidedAt: at(`${day}T12:00:00`) })),
    [],
  );
  const daysOf = async (onlyBefore: string) => (await plan(5, onlyBefore)).days.map(({ day }) => day);
  expect(await daysOf('2024-03-02')).toEqual([]);
  expect(await daysOf('2024-03-03')).toEqual(['2024-03-02']);
  expect(await daysOf('2026-03-03')).toEqual(['2024-03-02', '2026-03-02']);
  expect(await daysOf('2031-01-01')).toEqual(['2024-03-02', '2026-03-02']);
});

it('has another digest for each date, also where it removes the same', async () => {
  const digests = await Promise.all(
    [null, '2024-03-02', '2024-03-03'].map(async (date) => (await plan(5, date)).digest),
  );
  expect(new Set(digests).size).toBe(3);
});

const naming = (names: number, may = 0) => [{ holdId: holdId(1), names, may }];

interface Case {
  readonly records: readonly [Partial<Decision>, Partial<Access>];
  /** Why the checks are kept, and why the looks are. */
  readonly keptBy: readonly [object[], object[]];
}

it.each<[string, HeldSubject, Case]>([
  ['a patient, named in both', onPatient, { records: [{}, {}], keptBy: [naming(1), naming(1)] }],
  ['a patient, named in one', onPatient, { records: [{}, { patient: child }], keptBy: [naming(1), []] }],
  [
    'a patient, and a list that may have shown the patient',
    onPatient,
    { records: [{ patient: child }, { patient: undefined }], keptBy: [[], naming(0, 1)] },
  ],
  [
    'a patient, and a list that showed nothing',
    onPatient,
    { records: [{ patient: child }, { patient: undefined, shown: 0 }], keptBy: [[], []] },
  ],
  [
    'a patient, and a consent of the patient',
    onPatient,
    {
      records: [{ patient: child }, { patient: undefined, assertionId: consentId(1) }],
      keptBy: [[], naming(1)],
    },
  ],
  [
    'a patient, and a consent that is not there',
    onPatient,
    {
      records: [{ patient: child }, { patient: undefined, assertionId: consentId(2) }],
      keptBy: [[], naming(0, 1)],
    },
  ],
  ['a care provider', onProvider, { records: [{}, {}], keptBy: [naming(1), naming(1)] }],
  [
    'a care provider, in another case',
    { kind: 'care-provider', careProviderId: careProvider.toLowerCase() },
    { records: [{}, {}], keptBy: [naming(1), naming(1)] },
  ],
  [
    'a care provider, and a consent there',
    onProvider,
    {
      records: [
        { careProviderId: otherCareProvider },
        { careProviderId: undefined, assertionId: consentId(1) },
      ],
      keptBy: [naming(0, 1), naming(1)],
    },
  ],
  [
    'a care provider, and others',
    onProvider,
    {
      records: [
        { careProviderId: otherCareProvider, patient: child },
        { careProviderId: otherCareProvider, patient: child },
      ],
      keptBy: [[], []],
    },
  ],
  ['a case of these days', onCase, { records: [{}, {}], keptBy: [naming(1), naming(1)] }],
  [
    'a case of other days',
    { kind: 'case', reference: 'dnr 1', from: '2026-03-03' },
    { records: [{}, {}], keptBy: [[], []] },
  ],
  [
    'a case of all days',
    { kind: 'case', reference: 'dnr 1' },
    { records: [{}, {}], keptBy: [naming(1), naming(1)] },
  ],
])('keeps a day that a hold is on: %s', async (_, subject, { records, keptBy: expected }) => {
  const data = encode(registered({ assertionId: consentId(1) }), provenance);
  await store.append(consentStream(consentId(1)), 'no-stream', [{ id: newId(), ...data }]);
  await write([denied(records[0])], [looked(records[1])]);
  await hold(subject);
  const { days } = await plan();
  expect(days.map(({ keptBy }) => keptBy)).toEqual(expected);
  await liftHold(store, lifted(1));
  expect((await plan()).days.every(isReleased)).toBe(true);
});

it('has another digest when what it removes has changed', async () => {
  await write([denied()], []);
  const { digest } = await plan();
  expect((await plan()).digest).toBe(digest);
  expect((await plan(6)).digest).not.toBe(digest);
  await hold(onCase);
  const { digest: held } = await plan();
  expect(held).not.toBe(digest);
  await write([denied()], []);
  expect((await plan()).digest).not.toBe(held);
});

it('finds days that a wrong clock has put before all others, and keeps a record that is in the stream of an earlier day', async () => {
  await write([denied({ decidedAt: at('1970-01-02T12:00:00') }), denied()], []);
  const late = decisionKind.encode([denied({ decidedAt: at('2027-03-02T12:00:00') })]);
  await store.append(decisionKind.streamOf(dayOf(noon)), 'any', [{ id: newId(), ...late }]);
  expect((await plan()).days.map(({ day }) => day)).toEqual(['1970-01-02']);
});
