import { errorCatalogue, type ErrorCode } from '#platform';
import { problems, type ProblemCode } from './error-table';

/** The media type of RFC 9457. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** A technical failure as its caller sees it: the code says what to correct, the event id finds the log line. */
export interface Problem {
  /** An address at this service that describes the problem. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  /** Its code in the catalogue of errors. */
  readonly error: ErrorCode;
  /** A UUID. */
  readonly eventId: string;
}

/** What a problem is, apart from when it happened. */
export function describedProblem(code: ProblemCode): Omit<Problem, 'eventId'> {
  const { status, error } = problems[code];
  const { message, next } = errorCatalogue[error];
  return { type: `/problems/${code}`, title: message.en, status, detail: next.en, code, error };
}

/** @param specifically what is wrong in this request, in words that hold nothing of it. */
export function problem(code: ProblemCode, eventId: string, specifically?: string): Problem {
  const described = describedProblem(code);
  const detail = specifically === undefined ? described.detail : `${specifically} ${described.detail}`;
  return { ...described, detail, eventId };
}
