import { applyDecorators, SetMetadata, UseGuards, type ExecutionContext } from '@nestjs/common';
import type { Question } from '../messages/results';
import { ConsentGuard } from './consent.guard';
import { QUESTION_OF } from './question-of';

/** Says of a request who wants to read, where, and whose records. What it throws is a no; an HttpException is answered as it is. */
export type QuestionOf<Request> = (
  request: Request,
  context: ExecutionContext,
) => Question | Promise<Question>;

/**
 * Lets a request through to a route, or to all of a controller, when the consent service says yes.
 * Answers 403 after a no, and 503 when the service gives no answer.
 */
export const RequireConsent = <Request = unknown>(
  questionOf: QuestionOf<Request>,
): ClassDecorator & MethodDecorator =>
  applyDecorators(SetMetadata(QUESTION_OF, questionOf), UseGuards(ConsentGuard));
