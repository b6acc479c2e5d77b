import { Injectable } from '@nestjs/common';
import { describedProblem } from '../../contract/problem';
import { ProblemLog, type LoggedProblem } from '../../contract/problem-log';
import { FailureLog } from './failure-log';
import { problemOf } from './problem-of';

/** Keeps the cause of a problem in the log, under the code that its caller gets. */
@Injectable()
export class LoggedProblems extends ProblemLog {
  constructor(private readonly failures: FailureLog) {
    super();
  }

  write(cause: Error, correlationId: string): LoggedProblem {
    const code = problemOf(cause);
    const { status, error } = describedProblem(code);
    const eventId = this.failures.write(cause, { code, error, isOurs: status >= 500 }, correlationId);
    return { code, status, eventId };
  }
}
