import { parseLocalTime } from '#consent';
import type { Action, Actor, PersonIdentity, RegisterConsent, StatedTime } from '#consent';
import type { RegisterExtendedConsentDto } from './consents';
import type { ActionType, ActorType, IIType } from './messages';
import { given } from './validation';

/** From a message to the rules. What comes in here has been validated. */
export function statedTime(sent: string): StatedTime {
  const at = parseLocalTime(sent);
  if (at === null) throw new Error('Validation let an invalid time pass.');
  return { at, sent };
}

/** An optional time, where an empty text counts as absent. */
export function optionalTime(text: string | null | undefined): StatedTime | undefined {
  const sent = given(text);
  return sent === undefined ? undefined : statedTime(sent);
}

export const personOf = ({ root, extension }: IIType): PersonIdentity => ({ root, extension });

function actorOf(actor: ActorType): Actor {
  const assignmentId = given(actor.assignmentId);
  const assignmentName = given(actor.assignmentName);
  return {
    employeeId: actor.employeeId,
    ...(assignmentId !== undefined && { assignmentId }),
    ...(assignmentName !== undefined && { assignmentName }),
  };
}

/** An action: of a registration, a cancellation or a deletion. */
export function actionOf(action: ActionType): Action {
  const reasonText = given(action.reasonText);
  return {
    requestDate: statedTime(action.requestDate),
    requestedBy: actorOf(action.requestedBy),
    registrationDate: statedTime(action.registrationDate),
    registeredBy: actorOf(action.registeredBy),
    ...(reasonText !== undefined && { reasonText }),
  };
}

/** What a request to register a consent states of it. */
export const registrationOf = (
  request: RegisterExtendedConsentDto,
): Omit<RegisterConsent, 'now' | 'caller' | 'forgiving'> => ({
  type: 'RegisterConsent',
  assertionId: request.assertionId,
  assertionType: request.assertionType,
  scope: request.scope,
  patient: personOf(request.patientId),
  careProviderId: request.careProviderId,
  careUnitId: request.careUnitId,
  employeeId: given(request.employeeId),
  start: optionalTime(request.startDate),
  end: optionalTime(request.endDate),
  representedBy: request.representedBy ? personOf(request.representedBy) : undefined,
  registration: actionOf(request.registrationAction),
});
