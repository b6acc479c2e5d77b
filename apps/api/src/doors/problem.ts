import { problems, type ProblemCode } from '../error-table';

/** The media type of RFC 9457. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** A technical failure as its caller sees it: the code says what to mend, the event id finds the log line. */
export interface Problem {
  /** An address at this service that describes the problem. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  /** A UUID. */
  readonly eventId: string;
}

export function problem(code: ProblemCode, eventId: string): Problem {
  const { status, title, detail } = problems[code];
  return { type: `/problems/${code}`, title, status, detail, code, eventId };
}
