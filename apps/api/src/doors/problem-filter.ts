import {
  Catch,
  HttpException,
  Inject,
  Injectable,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { StoreUnavailable } from '#event-store';
import { NotCaughtUp, OtherRequest, ReadModelsStopped } from '#ledger';
import { newId, type Logger } from '#platform';
import { problems, type ProblemCode } from '../error-table';
import { LOG } from '../service/tokens';
import { headers } from './headers';
import { problem, PROBLEM_MEDIA_TYPE } from './problem';
import { correlationIdOf, InvalidHeader } from './request-contexts';

/** Everything that is no answer of a contract leaves as RFC 9457 problem+json. The cause stays in the log, under the event id. */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: Error, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also for what fails before the framework has found a route. */
  answer(error: Error, request: FastifyRequest, reply: FastifyReply): void {
    const code = problemOf(error, request);
    const eventId = newId();
    const correlationId = correlationIdOf(request);
    this.write(error, code, { eventId, correlationId });
    void reply
      .status(problems[code].status)
      .header(headers.correlationId, correlationId)
      .type(PROBLEM_MEDIA_TYPE)
      .send(problem(code, eventId));
  }

  /** Only a failure of ours is logged with its cause: what a caller sent wrongly may hold a personal identity. */
  private write(error: Error, code: ProblemCode, context: object): void {
    const { status, title } = problems[code];
    this.log.info(`Consent service exception: ${title}`, { code, ...context });
    if (status >= 500) this.log.error(title, { code, ...context, cause: error.stack ?? String(error) });
  }
}

/** What the rooms within throw, and what its caller is told. */
const errorCodes: readonly (readonly [kind: abstract new (...args: never[]) => Error, code: ProblemCode])[] =
  [
    [InvalidHeader, 'invalid-header'],
    [OtherRequest, 'idempotency-key-reused'],
    [StoreUnavailable, 'ledger-unavailable'],
    [NotCaughtUp, 'not-caught-up'],
    [ReadModelsStopped, 'not-caught-up'],
  ];

const statusCodes: Readonly<Record<number, ProblemCode>> = {
  404: 'unknown-path',
  413: 'body-too-large',
  415: 'unsupported-media-type',
};

function problemOf(error: Error, request: FastifyRequest): ProblemCode {
  const known = errorCodes.find(([kind]) => error instanceof kind);
  if (known) return known[1];
  const status = error instanceof HttpException ? error.getStatus() : (error as FastifyError).statusCode;
  if (status !== undefined && status < 500) return problemOfStatus(status, request);
  return 'internal-error';
}

/** The framework's own refusals: a route was found and its body could not be read, or the request never came so far. */
function problemOfStatus(status: number, request: FastifyRequest): ProblemCode {
  const hasRoute = request.routeOptions.url !== undefined;
  return statusCodes[status] ?? (hasRoute ? 'malformed-json' : 'bad-request');
}
