import type { ProblemCode } from './error-table';

/** A failure after it was logged. */
export interface LoggedProblem {
  readonly code: ProblemCode;
  readonly status: number;
  /** A UUID that finds the line. */
  readonly eventId: string;
}

/** Where the cause of a problem is kept. */
export abstract class ProblemLog {
  abstract write(cause: Error, correlationId: string): LoggedProblem;
}
