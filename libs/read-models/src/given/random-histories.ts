import type { ConsentCommand, Instant, StatedTime } from '#consent';
import {
  at,
  careProvider,
  careUnit,
  child,
  consentId,
  doctor,
  historyOf,
  morning,
  nurse,
  otherCareProvider,
  otherCareUnit,
  toCancel,
  toDelete,
  toEndByPatient,
  toRegister,
  tolvan,
} from '#consent/given';
import fc from 'fast-check';

/** Moments close enough to meet within a second, and moments that reach over the hour which October repeats. */
const timescales = [
  { from: morning, step: 70 },
  { from: at('2026-10-25T01:30:00'), step: 61_250 },
];
type Timescale = (typeof timescales)[number];

/** How many steps of its timescale a history reaches over. */
export const STEPS = 180;
const momentOf = ({ from, step }: Timescale): fc.Arbitrary<Instant> =>
  fc.nat(STEPS).map((n) => from + n * step);

const patients = [tolvan, child];
export const careProviders = [careProvider, otherCareProvider];
const careUnits = [careUnit, otherCareUnit];

/** HSA-ids as some callers write them. */
const inAnyCase = (...ids: readonly string[]): fc.Arbitrary<string> =>
  fc.constantFrom(...ids, ...ids.map((id) => id.toLowerCase()));

/** Each command brings a time of its own, so the clock jumps back as often as on. */
function commandOf(timescale: Timescale): fc.Arbitrary<ConsentCommand> {
  const now = momentOf(timescale);
  const time: fc.Arbitrary<StatedTime> = momentOf(timescale).map((instant) => ({
    at: instant,
    sent: 'as sent',
  }));
  const assertionId = fc
    .tuple(fc.nat(7), fc.boolean())
    .map(([n, lower]) => (lower ? consentId(n).toLowerCase() : consentId(n)));
  const patient = fc.constantFrom(...patients);
  const toBe = {
    now,
    assertionId,
    patient,
    careProviderId: inAnyCase(...careProviders),
    careUnitId: inAnyCase(...careUnits),
    assertionType: fc.constantFrom('Consent' as const, 'Emergency' as const),
    employeeId: fc.option(inAnyCase(doctor, nurse), { nil: undefined }),
    start: fc.option(time, { nil: undefined }),
    end: fc.option(time, { nil: undefined }),
    representedBy: fc.option(patient, { nil: undefined }),
  };
  return fc.oneof(
    { weight: 4, arbitrary: fc.record(toBe).map(toRegister) },
    { weight: 2, arbitrary: fc.record({ now, assertionId }).map(toCancel) },
    { weight: 1, arbitrary: fc.record({ now, assertionId }).map(toDelete) },
    {
      weight: 2,
      arbitrary: fc
        .record({ now, assertionId, patient, end: fc.option(time, { nil: undefined }) })
        .map(toEndByPatient),
    },
  );
}

/** A history, a moment to ask at, and perhaps one to begin from. */
export const anyHistory = fc.constantFrom(...timescales).chain((timescale) =>
  fc.record({
    history: fc.array(commandOf(timescale), { maxLength: 30, size: 'max' }).map(historyOf),
    now: momentOf(timescale),
    start: fc.option(momentOf(timescale), { nil: undefined }),
  }),
);

/** Every patient at every unit. */
export const everyPlace = patients.flatMap((patient) =>
  careProviders.flatMap((careProviderId) =>
    careUnits.map((careUnitId) => ({ patient, careProviderId, careUnitId })),
  ),
);
