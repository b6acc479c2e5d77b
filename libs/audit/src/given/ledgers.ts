import type { ConsentCommand, Instant, RegisterConsent, StatedTime } from '#consent';
import {
  careProvider,
  careUnit,
  child,
  consentId,
  doctor,
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
import type { CheckQuestion } from '#read-models';
import fc from 'fast-check';
import type { KnownAt } from '../as-of';

const HOUR = 3_600_000;

/** A request in small numbers; times are hours, from the request or from the first moment. */
interface Request {
  readonly what: 'register' | 'cancel' | 'delete' | 'end';
  readonly consent: number;
  /** How long after the request before it. */
  readonly after: number;
  /** How far its writer's clock is wrong. */
  readonly skew: number;
  readonly patient: number;
  readonly isElsewhere: boolean;
  readonly isOtherUnit: boolean;
  readonly isEmergency: boolean;
  readonly employee: string | undefined;
  readonly start: number | null;
  readonly end: number | null;
}

const patients = [tolvan, child];
const CONSENTS = 14;

const orNot = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
const seldom = fc.integer({ min: 0, max: 3 }).map((n) => n === 0);

const request: fc.Arbitrary<Request> = fc.record({
  what: fc.constantFrom('register', 'register', 'cancel', 'delete', 'end'),
  consent: fc.nat(CONSENTS - 1),
  after: fc.integer({ min: 0, max: 5 }),
  skew: fc.constantFrom(0, 0, 0, -3, -1, 1, 3),
  patient: fc.nat(patients.length - 1),
  isElsewhere: seldom,
  isOtherUnit: seldom,
  isEmergency: seldom,
  employee: fc.constantFrom(undefined, undefined, doctor, nurse),
  start: orNot(fc.integer({ min: -30, max: 12 })),
  end: orNot(fc.integer({ min: 0, max: 40 })),
});

const stated = (at: Instant): StatedTime => ({ at, sent: 'as sent' });

function commandOf(asked: Request, now: Instant): ConsentCommand {
  const assertionId = consentId(asked.consent);
  const end = asked.end === null ? undefined : stated(now + asked.end * HOUR);
  switch (asked.what) {
    case 'register':
      return toRegister({ now, assertionId, end, ...registrationOf(asked, now) });
    case 'cancel':
      return toCancel({ now, assertionId });
    case 'delete':
      return toDelete({ now, assertionId });
    case 'end':
      return toEndByPatient({ now, assertionId, end, patient: patients[asked.patient] });
  }
}

const registrationOf = (asked: Request, now: Instant): Partial<RegisterConsent> => ({
  patient: patients[asked.patient],
  start: asked.start === null ? undefined : stated(now + asked.start * HOUR),
  employeeId: asked.employee,
  assertionType: asked.isEmergency ? 'Emergency' : 'Consent',
  careProviderId: asked.isElsewhere ? otherCareProvider : careProvider,
  careUnitId: asked.isOtherUnit ? otherCareUnit : careUnit,
});

/** The ledger's true clock goes on; each writer's is right or some hours wrong. */
function commandsOf(requests: readonly Request[]): ConsentCommand[] {
  let clock = morning;
  return requests.map((asked) => {
    clock += asked.after * HOUR;
    return commandOf(asked, clock + asked.skew * HOUR);
  });
}

/** Two patients' consents over some days: backdated and coming starts, every way to end, clocks that differ by hours. */
export const anyCommands: fc.Arbitrary<ConsentCommand[]> = fc
  .array(request, { minLength: 20, maxLength: 60, size: 'max' })
  .map(commandsOf);

/** A question on both axes. Without `knownAt` it is about what was known at the instant itself. */
export interface GeneratedQuestion {
  readonly question: CheckQuestion;
  readonly validAt: Instant;
  readonly knownAt: KnownAt | null;
}

/** Full hours, where the generated events are, and the milliseconds beside them. */
const moment: fc.Arbitrary<Instant> = fc
  .tuple(fc.integer({ min: -20, max: 180 }), fc.integer({ min: -1, max: 1 }))
  .map(([hour, edge]) => morning + hour * HOUR + edge);

/** About a ledger whose events stand at these positions. */
export const anyQuestion = (positions: readonly number[]): fc.Arbitrary<GeneratedQuestion> =>
  fc.record({
    question: fc.record({
      patient: fc.constantFrom(...patients),
      careProviderId: fc.constantFrom(careProvider, careProvider, careProvider, otherCareProvider),
      careUnitId: fc.constantFrom(careUnit, careUnit, careUnit, otherCareUnit),
      employeeId: fc.constantFrom(doctor, nurse, 'SE165565594230-100X'),
    }),
    validAt: moment,
    knownAt: fc.oneof(
      fc.constant(null),
      moment.map((instant) => ({ instant })),
      fc.constantFrom(-1, ...positions).map((position) => ({ position })),
    ),
  });
