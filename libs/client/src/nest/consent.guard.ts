import {
  HttpException,
  Inject,
  Injectable,
  Logger,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ConsentClient } from '../consent-client';
import type { ConsentApi } from '../messages/consent-api';
import type { CheckAnswer, Question } from '../messages/results';
import { QUESTION_OF } from './question-of';
import { RouteClosed } from './refusals';

type QuestionOfAny = (request: unknown, context: ExecutionContext) => unknown;

/** Asks the consent service, and lets through what it says yes to. Everything else closes the route. */
@Injectable()
export class ConsentGuard implements CanActivate {
  private readonly logger = new Logger('ConsentGuard');

  constructor(
    @Inject(ConsentClient) private readonly client: Pick<ConsentApi, 'checkConsent'>,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  /** @throws HttpException unless the answer is yes. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    try {
      return await this.ask(context);
    } catch (error) {
      if (error instanceof RouteClosed) markAsProblem(context);
      throw error;
    }
  }

  private async ask(context: ExecutionContext): Promise<true> {
    const answer = await this.answerTo(await this.questionIn(context));
    if (answer.kind === 'refused') {
      this.logger.error(`The consent service refuses the question: ${answer.code}.`);
      throw new RouteClosed('question-refused');
    }
    // Compared with true itself: nothing else is a yes.
    if (answer.content.hasConsent !== true) throw new RouteClosed('no-consent');
    return true;
  }

  private async questionIn(context: ExecutionContext): Promise<Question> {
    const places = [context.getHandler(), context.getClass()];
    const questionOf = this.reflector.getAllAndOverride<QuestionOfAny | undefined>(QUESTION_OF, places);
    try {
      if (questionOf === undefined) throw new Error('ConsentGuard is used without RequireConsent.');
      const question = await questionOf(context.switchToHttp().getRequest(), context);
      if (typeof question !== 'object' || question === null) throw new TypeError('There is no question.');
      return question as Question;
    } catch (cause) {
      if (cause instanceof HttpException && cause.getStatus() >= 400) throw cause;
      // The cause may hold what is in the request, so only its kind is logged.
      this.logger.error(
        `No question can be made of the request (${cause instanceof Error ? cause.name : typeof cause}).`,
      );
      throw new RouteClosed('not-asked', { cause });
    }
  }

  private async answerTo(question: Question): Promise<CheckAnswer> {
    try {
      return await this.client.checkConsent(question);
    } catch (cause) {
      this.logger.error(cause instanceof Error ? cause.message : 'The consent service gives no answer.');
      throw new RouteClosed('no-answer', { cause });
    }
  }
}

/** Express and Fastify both have `header`. */
function markAsProblem(context: ExecutionContext): void {
  const response = context.switchToHttp().getResponse<{ header?(name: string, value: string): unknown }>();
  response.header?.('content-type', 'application/problem+json');
}
