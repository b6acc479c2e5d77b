import { Injectable } from '@nestjs/common';
import { describedProblem } from '../../contract/problem';
import { FailureLog } from './failure-log';
import { problemOf } from './problem-of';

/** A failure after it was logged. */
export interface LoggedProblem {
  readonly code: ReturnType<typeof problemOf>;
  readonly status: number;
  /** A UUID that finds the line. */
  readonly eventId: string;
}

/** Keeps the cause of a problem in the log. */
@Injectable()
export class ProblemLog {
  constructor(private readonly failures: FailureLog) {}

  write(cause: Error, correlationId: string): LoggedProblem {
    const code = problemOf(cause);
    const { status, error } = describedProblem(code);
    const eventId = this.failures.write(cause, { code, error, isOurs: status >= 500 }, correlationId);
    return { code, status, eventId };
  }
}
