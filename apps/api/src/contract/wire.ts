import { formatLocalTime } from '#consent';
import type { Action } from '#consent';
import type { Assertion, ExtendedAssertion } from '#read-models';
import {
  personOf,
  type ActionType,
  type ExtendedPDLAssertionType,
  type GetExtendedConsentsForPatientResponse,
  type PDLAssertionType,
  type ResultType,
} from '#contracts';

/** From the ledger to the wire. What goes out has its elements in wire order and leaves out those that have no value. */
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
