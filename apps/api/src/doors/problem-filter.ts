import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { StoreUnavailable } from '#event-store';
import { NotCaughtUp, OtherRequest, ReadModelsStopped } from '#ledger';
import { newId, type Logger } from '#platform';
import { problems, type ProblemCode } from '../error-table';
import { LOG } from '../service/tokens';
import { headers } from './headers';
import { correlationIdOf, InvalidHeader } from './request-contexts';

/** Everything that is no answer of a contract leaves as RFC 9457 problem+json. The cause stays in the log, under the event id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: Error, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const code = problemOf(error, request);
    const { status, title, detail } = problems[code];
    const eventId = newId();
    const correlationId = correlationIdOf(request);
    this.write(error, code, { eventId, correlationId });
    void http
      .getResponse<FastifyReply>()
      .status(status)
      .header(headers.correlationId, correlationId)
      .type('application/problem+json')
      .send({ type: `/docs/problems#${code}`, title, status, detail, code, eventId });
  }

  /** Only a failure of ours is logged with its cause: what a caller sent wrongly may hold a personal identity. */
  private write(error: Error, code: ProblemCode, context: object): void {
    const { status, title } = problems[code];
    this.log.info(`Consent service exception: ${title}`, { code, ...context });
    if (status >= 500) this.log.error(title, { code, ...context, cause: error.stack ?? String(error) });
  }
}

const statusCodes: Readonly<Record<number, ProblemCode>> = {
  404: 'unknown-path',
  413: 'body-too-large',
  415: 'unsupported-media-type',
};

function problemOf(error: Error, request: FastifyRequest): ProblemCode {
  if (error instanceof InvalidHeader) return 'invalid-header';
  if (error instanceof OtherRequest) return 'idempotency-key-reused';
  if (error instanceof StoreUnavailable) return 'ledger-unavailable';
  if (error instanceof NotCaughtUp || error instanceof ReadModelsStopped) return 'not-caught-up';
  if (error instanceof HttpException) return problemOfStatus(error.getStatus(), request);
  return 'internal-error';
}

/** The framework's own refusals: a route was found and its body could not be read, or the request never came so far. */
function problemOfStatus(status: number, request: FastifyRequest): ProblemCode {
  if (status >= 500) return 'internal-error';
  const hasRoute = request.routeOptions.url !== undefined;
  return statusCodes[status] ?? (hasRoute ? 'malformed-json' : 'bad-request');
}
