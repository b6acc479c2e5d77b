import { formatLocalTime, parseLocalTime } from '#consent';
import type { Action, Actor, PersonIdentity, StatedTime } from '#consent';
import type { Assertion, ExtendedAssertion } from '#read-models';
import {
  given,
  type ActionType,
  type ActorType,
  type ExtendedPDLAssertionType,
  type GetExtendedConsentsForPatientResponse,
  type IIType,
  type PDLAssertionType,
  type ResultType,
} from '#contracts';

/**
 * From the wire to the ledger and back. What comes in here has been validated; what goes out has its elements in wire order and
 * leaves out those that have no value.
 */
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

export function actorOf(actor: ActorType): Actor {
  const assignmentId = given(actor.assignmentId);
  const assignmentName = given(actor.assignmentName);
  return {
    employeeId: actor.employeeId,
    ...(assignmentId !== undefined && { assignmentId }),
    ...(assignmentName !== undefined && { assignmentName }),
  };
}

/** A request's action: of a registration, a cancellation or a deletion. */
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

const actionInfo = (action: Action): ActionType => ({
  requestDate: formatLocalTime(action.requestDate.at),
  requestedBy: { ...action.requestedBy },
  registrationDate: formatLocalTime(action.registrationDate.at),
  registeredBy: { ...action.registeredBy },
  ...(action.reasonText !== undefined && { reasonText: action.reasonText }),
});

export const pdlAssertion = (assertion: Assertion): PDLAssertionType => ({
  assertionId: assertion.assertionId,
  assertionType: assertion.assertionType,
  scope: assertion.scope,
  careProviderId: assertion.careProviderId,
  careUnitId: assertion.careUnitId,
  ...(assertion.employeeId !== undefined && { employeeId: assertion.employeeId }),
  startDate: formatLocalTime(assertion.start.at),
  ...(assertion.end && { endDate: formatLocalTime(assertion.end.at) }),
  ownerId: assertion.ownerId,
  patientId: personOf(assertion.patient),
});

const extendedPdlAssertion = (consent: ExtendedAssertion): ExtendedPDLAssertionType => ({
  pDLAssertion: pdlAssertion(consent.assertion),
  ...(consent.representedBy && { representedBy: personOf(consent.representedBy) }),
  registrationInfo: actionInfo(consent.registration),
  ...(consent.cancellation && { cancellationInfo: actionInfo(consent.cancellation) }),
  ...(consent.deletion && { deletionInfo: actionInfo(consent.deletion) }),
});

/** The answer of the contracts that show consents with their history. */
export const extendedConsentsResult = (
  result: ResultType,
  consents: readonly ExtendedAssertion[],
): GetExtendedConsentsForPatientResponse => ({
  getExtendedConsentsResult: { result, pdlAssertions: consents.map(extendedPdlAssertion) },
});
