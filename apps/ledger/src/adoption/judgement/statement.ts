import {
  hasExpired,
  parseLocalTime,
  sameHsaId,
  samePerson,
  type Instant,
  type PersonIdentity,
} from '#consent';
import { elementsOf, ExtendedPDLAssertionType } from '#contracts';
import { faultsOf, isBody, type Body } from '#contract-doors';
import { personIn, type PatientConsents } from '../source';

/** What a service says of one consent of a patient. */
export type Statement =
  /** It is valid, or will be. */
  | { readonly says: 'open'; readonly item: Body }
  | { readonly says: 'cancelled' | 'deleted'; readonly action: unknown }
  | { readonly says: 'expired' }
  /** It is there, and not in force, and the service gives no reason. */
  | { readonly says: 'not-in-force' }
  /** It has no such consent of the patient. */
  | { readonly says: 'unknown' }
  /** It is not answered, and the service says that it leaves something out. */
  | { readonly says: 'left-out' }
  /** It cannot be read as a consent. */
  | { readonly says: 'unreadable'; readonly why: string };

/** The consent that is asked about. */
export interface Asked {
  readonly assertionId: string;
  readonly patient: PersonIdentity;
  readonly careProviderId: string;
}

/** What a list of those in force says of a consent; `null`: it is not in the list. */
export function statementInForce({ items }: PatientConsents, asked: Asked, now: Instant): Statement | null {
  const found = items.get(asked.assertionId.toLowerCase()) ?? [];
  const [item, other] = found;
  if (!item) return null;
  const closed = closedInAny(found);
  if (closed) return closed;
  if (other) return { says: 'unreadable', why: 'It is stated twice, and not in the same way.' };
  return openIn(item, asked, now);
}

/** What a list of all, also of those that have ended, says of a consent that is not in the list of those in force. */
export function statementOfEnded(
  { items, leftOut }: PatientConsents,
  { assertionId }: Asked,
  now: Instant,
): Statement {
  const found = items.get(assertionId.toLowerCase()) ?? [];
  if (found.length === 0) return { says: leftOut === null ? 'unknown' : 'left-out' };
  const closed = closedInAny(found);
  if (closed) return closed;
  return { says: found.some((item) => isPast(item, now)) ? 'expired' : 'not-in-force' };
}

/** A service that says that a consent was closed is believed, however the rest reads, and whatever else is stated of it. */
const closedInAny = (items: readonly Body[]): Statement | undefined =>
  items.map(closedIn).find((one) => one !== null);

function closedIn(item: Body): Statement | null {
  const { cancellationInfo, deletionInfo } = item;
  if (isBody(deletionInfo)) return { says: 'deleted', action: deletionInfo };
  return isBody(cancellationInfo) ? { says: 'cancelled', action: cancellationInfo } : null;
}

const elements = elementsOf(ExtendedPDLAssertionType);

function openIn(item: Body, asked: Asked, now: Instant): Statement {
  const [fault] = faultsOf(elements, item);
  // What the fault found stands behind a colon, and may be anything.
  if (fault !== undefined) return { says: 'unreadable', why: `${fault.split(': ')[0]!.replace(/\.$/, '')}.` };
  if (!isOf(item['pDLAssertion'] as Body, asked))
    return { says: 'unreadable', why: 'It is of another patient or care provider than was asked for.' };
  return isPast(item, now) ? { says: 'expired' } : { says: 'open', item };
}

function isOf({ patientId, careProviderId }: Body, asked: Asked): boolean {
  const patient = personIn(patientId);
  return (
    patient !== null &&
    samePerson(patient, asked.patient) &&
    sameHsaId(String(careProviderId), asked.careProviderId)
  );
}

function isPast({ pDLAssertion }: Body, now: Instant): boolean {
  const end = isBody(pDLAssertion) ? pDLAssertion['endDate'] : undefined;
  const lastValidAt = typeof end === 'string' ? parseLocalTime(end) : null;
  return hasExpired({ startsAt: 0, lastValidAt }, now);
}
