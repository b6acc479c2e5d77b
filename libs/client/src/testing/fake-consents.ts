import type { ActionType, ExtendedPDLAssertionType, PDLAssertionType, RequestAt } from '#contracts';
import type { CheckContent, Question } from '../messages/results';
import { instantOf, swedishTime } from './swedish-time';

type Registration = RequestAt<'register-extended-consent'>;
type End = RequestAt<'end-consent-by-patient'>;
type Identity = Registration['patientId'];

/** A consent of the fake. */
interface FakeConsent {
  readonly registration: Registration;
  readonly startsAt: number;
  /** The last instant at which it is valid; absent: until further notice. */
  lastValidAt?: number;
  cancellation?: ActionType;
  deletion?: ActionType;
}

type Refusal = 'NOTFOUND' | 'ALREADYEXISTS' | 'INVALIDSTATE' | 'VALIDATION_ERROR';

/** The consents that a fake knows, and what becomes of them. It follows the rules of the service for requests that are in order. */
export class FakeConsents {
  private readonly all = new Map<string, FakeConsent>();

  constructor(private readonly clock: () => number) {}

  register(registration: Registration): Refusal | null {
    const id = registration.assertionId.toLowerCase();
    if (this.all.has(id)) return 'ALREADYEXISTS';
    const startsAt = registration.startDate ? instantOf(registration.startDate) : this.clock();
    const lastValidAt = registration.endDate ? instantOf(registration.endDate) : undefined;
    if (lastValidAt !== undefined && lastValidAt < startsAt) return 'VALIDATION_ERROR';
    this.all.set(id, { registration, startsAt, lastValidAt });
    return null;
  }

  close(assertionId: string, how: 'cancellation' | 'deletion', action: ActionType): Refusal | null {
    const consent = this.all.get(assertionId.toLowerCase());
    const refusal = whyNotOpen(consent);
    if (consent && refusal === null) consent[how] = action;
    return refusal;
  }

  end({ assertionId, patientId, endDateTime }: End): Refusal | null {
    const known = this.all.get(assertionId.toLowerCase());
    const consent = known && isSame(known.registration.patientId, patientId) ? known : undefined;
    const refusal = whyNotOpen(consent);
    return !consent || refusal !== null ? refusal : this.moveEnd(consent, endDateTime);
  }

  check({ accessingActor, patientId }: Question): CheckContent {
    const found = [...this.all.values()].reverse().find((consent) => {
      const { careProviderId, careUnitId, employeeId } = consent.registration;
      return (
        this.isValid(consent) &&
        isSame(consent.registration.patientId, patientId) &&
        isSameId(careProviderId, accessingActor.careProviderId) &&
        isSameId(careUnitId, accessingActor.careUnitId) &&
        (employeeId === undefined || isSameId(employeeId, accessingActor.employeeId))
      );
    });
    return found
      ? { hasConsent: true, assertionType: found.registration.assertionType }
      : { hasConsent: false };
  }

  /** Those of a patient or of a care provider, the ended ones too when they are asked for. */
  list(of: { patientId?: Identity; careProviderId?: string; ended: boolean }): ExtendedPDLAssertionType[] {
    return [...this.all.values()]
      .filter(
        ({ registration }) => of.patientId === undefined || isSame(registration.patientId, of.patientId),
      )
      .filter(
        ({ registration }) =>
          of.careProviderId === undefined || isSameId(registration.careProviderId, of.careProviderId),
      )
      .filter((consent) => of.ended || this.isNotOver(consent))
      .map(described);
  }

  private moveEnd(consent: FakeConsent, endDateTime: string | undefined): Refusal | null {
    const now = this.clock();
    const end = endDateTime ? instantOf(endDateTime) : now - 1;
    if (end < now - 1 || end >= (consent.lastValidAt ?? Infinity)) return 'VALIDATION_ERROR';
    consent.lastValidAt = end;
    return null;
  }

  private isNotOver({ cancellation, deletion, lastValidAt = Infinity }: FakeConsent): boolean {
    return !cancellation && !deletion && this.clock() <= lastValidAt;
  }

  private isValid(consent: FakeConsent): boolean {
    return this.isNotOver(consent) && consent.startsAt <= this.clock();
  }
}

function whyNotOpen(consent: FakeConsent | undefined): Refusal | null {
  if (!consent) return 'NOTFOUND';
  return consent.cancellation || consent.deletion ? 'INVALIDSTATE' : null;
}

const isSameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const isSame = (one: Identity, other: Identity): boolean =>
  one.root === other.root && one.extension === other.extension;

function described({ registration, startsAt, lastValidAt, ...ends }: FakeConsent): ExtendedPDLAssertionType {
  const { registrationAction, representedBy, ...rest } = registration;
  const startDate = swedishTime(startsAt);
  const endDate = lastValidAt === undefined ? undefined : swedishTime(lastValidAt);
  const pDLAssertion: PDLAssertionType = { ...rest, startDate, endDate };
  return {
    pDLAssertion,
    representedBy,
    registrationInfo: registrationAction,
    cancellationInfo: ends.cancellation,
    deletionInfo: ends.deletion,
  };
}
