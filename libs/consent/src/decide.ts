import { isAddressedTo, mayActFor } from './caller';
import type {
  CancelConsent,
  ConsentCommand,
  DeleteConsent,
  EndConsentByPatient,
  RegisterConsent,
} from './command';
import type { Actor, ConsentEvent, ConsentRegistered, StatedTime } from './event';
import { hsaKey, type PersonIdentity } from './identity';
import { samePerson } from './identity';
import type { Rejection } from './rejection';
import type { ConsentState } from './state';

/** Events to append (none: it is already as asked), or the reason why not. */
export type Decision =
  | { readonly accepted: true; readonly events: readonly ConsentEvent[] }
  | { readonly accepted: false; readonly rejection: Rejection };

type Existing = Exclude<ConsentState, { status: 'none' }>;

const accept = (...events: ConsentEvent[]): Decision => ({ accepted: true, events });
const reject = (rejection: Rejection): Decision => ({ accepted: false, rejection });

/** The rules: what follows from a command, given the consent's history. */
export function decide(command: ConsentCommand, state: ConsentState): Decision {
  if (command.type === 'RegisterConsent') return register(command, state);
  if (state.status === 'none') return reject({ reason: 'not-found', assertionId: command.assertionId });
  switch (command.type) {
    case 'CancelConsent':
      return cancel(command, state);
    case 'DeleteConsent':
      return remove(command, state);
    case 'EndConsentByPatient':
      return endByPatient(command, state);
  }
}

function register(command: RegisterConsent, state: ConsentState): Decision {
  if (!mayActFor(command.caller, command.careProviderId)) return reject({ reason: 'access-denied' });
  const event = registrationOf(command);
  if (state.status === 'none') return isSpan(event) ? accept(event) : reject({ reason: 'invalid-span' });
  if (command.forgiving && isRepetition(event, state)) return accept();
  return reject({ reason: 'already-registered', assertionId: command.assertionId });
}

/**
 * Asked of new consents only. A repetition that states no start would begin now, perhaps after its end, and is still the same
 * request as the one before.
 */
const isSpan = ({ start, end }: ConsentRegistered): boolean => !end || start.at <= end.at;

function registrationOf(command: RegisterConsent): ConsentRegistered {
  const { now, caller, start, end, employeeId, representedBy } = command;
  return {
    type: 'ConsentRegistered',
    assertionId: command.assertionId,
    assertionType: command.assertionType,
    scope: command.scope,
    patient: command.patient,
    careProviderId: command.careProviderId,
    careUnitId: command.careUnitId,
    ...(employeeId !== undefined && { employeeId }),
    start: start ?? { at: now, sent: null },
    ...(end && { end }),
    ...(representedBy && { representedBy }),
    ownerId: caller.originalConsumer ?? caller.systemId,
    registration: command.registration,
    recordedAt: now,
  };
}

function cancel(command: CancelConsent, state: Existing): Decision {
  const rejection = whyNotOpen(command, state);
  if (rejection) return reject(rejection);
  return accept({ type: 'ConsentCancelled', ...placeOf(command, state), cancellation: command.cancellation });
}

function remove(command: DeleteConsent, state: Existing): Decision {
  const rejection = whyNotOpen(command, state);
  if (rejection) return reject(rejection);
  return accept({ type: 'ConsentDeleted', ...placeOf(command, state), deletion: command.deletion });
}

/** A stranger's id learns nothing here: another patient's consent is answered as one that does not exist. */
function endByPatient(command: EndConsentByPatient, state: Existing): Decision {
  if (!samePerson(command.patient, state.registered.patient)) {
    return reject({ reason: 'not-found', assertionId: command.assertionId, hidden: 'patient' });
  }
  const rejection = whyNotOpen(command, state);
  if (rejection) return reject(rejection);
  const end = endAsked(command);
  if (!mayMoveEnd(end, command, state)) return reject({ reason: 'invalid-span' });
  const { representedBy } = command;
  return accept({
    type: 'ConsentEndedByPatient',
    ...placeOf(command, state),
    end,
    ...(representedBy && { representedBy }),
  });
}

/** An end is the last valid instant, so to end now is to have been valid until just before now. */
const endAsked = ({ end, now }: EndConsentByPatient): StatedTime => end ?? { at: now - 1, sent: null };

const wholeSecond = (instant: number): number => Math.floor(instant / 1000);

/** Only closer, and not into the past; callers state whole seconds, so the present second still counts as now. */
function mayMoveEnd(end: StatedTime, { now }: EndConsentByPatient, { lastValidAt }: Existing): boolean {
  const notBeforeNow = end.sent === null || wholeSecond(end.at) >= wholeSecond(now);
  return notBeforeNow && (lastValidAt === null || end.at < lastValidAt);
}

/**
 * Cancelling and deleting both close a consent for good, whichever came first. A stranger's id learns nothing here either: the consent of
 * a care provider that the caller may not act for is answered as one that does not exist.
 */
function whyNotOpen(command: Exclude<ConsentCommand, RegisterConsent>, state: Existing): Rejection | null {
  const { assertionId, caller } = command;
  const { careProviderId } = state.registered;
  if (!mayActFor(caller, careProviderId))
    return { reason: 'not-found', assertionId, hidden: 'care-provider' };
  if (!isAddressedTo(caller, careProviderId)) return { reason: 'access-denied' };
  if (state.status === 'cancelled') return { reason: 'already-cancelled', assertionId };
  if (state.status === 'deleted') return { reason: 'already-deleted', assertionId };
  return null;
}

/** What every later event repeats of the registration, so that projections can place it. */
function placeOf(command: ConsentCommand, { registered }: Existing) {
  const { assertionId, patient, careProviderId, careUnitId } = registered;
  return { assertionId, patient, careProviderId, careUnitId, recordedAt: command.now };
}

/**
 * Asked again for what still stands unchanged. One that was closed or shortened since is no repetition: an OK would promise
 * a consent that is not there.
 */
function isRepetition(asked: ConsentRegistered, { status, registered, lastValidAt }: Existing): boolean {
  if (status !== 'registered' || lastValidAt !== (registered.end?.at ?? null)) return false;
  return JSON.stringify(essenceOf(asked)) === JSON.stringify(essenceOf(registered));
}

/** What the ledger filled in by itself is not part of what was asked. */
const instantSent = (time: StatedTime | undefined): number | null =>
  time && time.sent !== null ? time.at : null;

const essenceOfPerson = (person: PersonIdentity | undefined) => person && [person.root, person.extension];

const keyOf = (id: string | undefined) => id && hsaKey(id);

const essenceOfActor = (actor: Actor) => [
  keyOf(actor.employeeId),
  keyOf(actor.assignmentId),
  actor.assignmentName,
];

/** Every stated field in a fixed order, so that two registrations can be compared as text. */
function essenceOf(event: ConsentRegistered): unknown[] {
  const { registration } = event;
  return [
    event.assertionId.toLowerCase(),
    event.assertionType,
    event.scope,
    essenceOfPerson(event.patient),
    keyOf(event.careProviderId),
    keyOf(event.careUnitId),
    keyOf(event.employeeId),
    instantSent(event.start),
    instantSent(event.end),
    essenceOfPerson(event.representedBy),
    keyOf(event.ownerId),
    instantSent(registration.requestDate),
    essenceOfActor(registration.requestedBy),
    instantSent(registration.registrationDate),
    essenceOfActor(registration.registeredBy),
    registration.reasonText,
  ];
}
