import type { Fault, ResultType } from '#contracts';
import { problem } from '../../contract/problem';
import type { LoggedProblem } from '../../contract/problem-log';
import type { Outcome } from '../../contract/contract';
import { coding, type Resource } from './resource';

/** What went wrong beneath the contracts, by the codes of `/problems`; the same with the codes of the catalogue; and result codes. */
const PROBLEM = 'urn:consent-ledger:problem';
const ERROR = 'urn:consent-ledger:error';
const RESULT = 'urn:consent-ledger:result-code';

/** FHIR's words for the statuses of HTTP; what is not here and not ours is a request that cannot be read. */
const issueTypes: Readonly<Record<number, string>> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  406: 'not-supported',
  408: 'timeout',
  410: 'deleted',
  413: 'too-long',
  415: 'not-supported',
  421: 'processing',
  429: 'throttled',
  431: 'too-long',
  500: 'exception',
  503: 'transient',
};

const outcomeOf = (issue: readonly object[]): Resource => ({ resourceType: 'OperationOutcome', issue });

/** A technical failure: the same title, advice, codes and event id as in a problem of the JSON door. */
export function problemOutcome({ code, status, eventId }: LoggedProblem, specifically?: string): Resource {
  const { title, detail, error } = problem(code, eventId, specifically);
  const codes = [coding(PROBLEM, code), coding(ERROR, error)];
  const details = { coding: codes, text: title };
  const diagnostics = `${detail} Event id: ${eventId}.`;
  return outcomeOf([{ severity: 'error', code: issueTypes[status] ?? 'invalid', details, diagnostics }]);
}

/** The parameter that became an element of the contract's message. */
export type ParameterOf = Readonly<Record<string, string>>;

/** What the contract refuses, in its own words; fault by fault where it has faults. */
export function refusalOutcome({ result, faults }: Outcome, parameterOf: ParameterOf): Resource {
  if (!faults) return outcomeOf([{ severity: 'error', code: 'forbidden', details: detailsOf(result) }]);
  return outcomeOf(faults.map((fault) => faultIssue(result, fault, parameterOf)));
}

/** R4 names a parameter of a request in `location`. */
function faultIssue({ resultCode }: ResultType, { element, message }: Fault, parameterOf: ParameterOf) {
  const parameter = parameterOf[element.split('.')[0]!];
  return {
    severity: 'error',
    code: 'value',
    details: detailsOf({ resultCode, resultText: message }),
    ...(parameter !== undefined && { location: [`http.${parameter}`] }),
  };
}

/** An answer is in order, and says something about itself: that it is a part. */
export const informationOutcome = (result: ResultType): Resource =>
  outcomeOf([{ severity: 'warning', code: 'incomplete', details: detailsOf(result) }]);

const detailsOf = ({ resultCode, resultText }: ResultType) => ({
  coding: [coding(RESULT, resultCode)],
  ...(resultText !== undefined && { text: resultText }),
});
