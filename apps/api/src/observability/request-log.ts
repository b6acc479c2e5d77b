import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NO_POSITION } from '#event-store';
import { oftenLogged, type Logger } from '#platform';
import type { Exchange } from './exchange';
import type { Metrics } from './metrics';
import './traced-exchanges';

const PROBLEM = 'PROBLEM';

/**
 * One log line and one measurement for every request, when its answer has gone out, or its caller has gone. Framework hooks, because an
 * interceptor costs more.
 */
export function observeRequests(server: FastifyInstance, log: Logger, metrics: Metrics): void {
  const write = oftenLogged(log, 'request');
  const observe = (request: FastifyRequest, reply: FastifyReply): void => {
    const { exchange } = request;
    if (exchange) measure(exchange, reply, metrics);
    if (!request.isBeyondLimit) write(lineOf(request, reply));
  };
  server.decorateRequest('exchange', undefined);
  server.addHook('onRequest', (request, reply, done) => {
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) observe(request, reply);
    });
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    if (reply.raw.writableFinished) observe(request, reply);
    done();
  });
}

function measure(exchange: Exchange, reply: FastifyReply, metrics: Metrics): void {
  const { contract, context, outcome, firstAnswerMs = reply.elapsedTime } = exchange;
  const result = outcome?.result.resultCode ?? PROBLEM;
  metrics.requestAnswered({ contract, door: context.provenance.door, result }, firstAnswerMs / 1000);
}

/** Who asked what, how it ended, how long it took. The address is the route's own, so that nothing typed into it is kept. */
function lineOf(request: FastifyRequest, reply: FastifyReply) {
  const { elapsedTime } = reply;
  const { method, routeOptions, exchange, traceSpan } = request;
  return {
    method,
    route: routeOptions.url ?? 'unknown',
    ...endOf(reply),
    ms: rounded(exchange?.firstAnswerMs ?? elapsedTime),
    ...(exchange?.firstAnswerMs !== undefined && { openMs: rounded(elapsedTime) }),
    traceId: traceSpan?.traceId,
    ...(exchange ? partOf(exchange) : strangerOf(request)),
  };
}

const strangerOf = ({ callingSystem }: FastifyRequest) => ({ systemId: callingSystem?.systemId });

/** The status, if the caller was sent one, and whether the caller left before the answer was whole. */
const endOf = ({ statusCode, raw }: FastifyReply) => ({
  ...(raw.headersSent && { status: statusCode }),
  ...(!raw.writableFinished && { isCutOff: true }),
});

const rounded = (ms: number): number => Math.round(ms * 100) / 100;

function partOf({ contract, outcome, context }: Exchange) {
  return {
    contract,
    resultCode: outcome?.result.resultCode,
    position: outcome?.position === NO_POSITION ? undefined : outcome?.position,
    ...context.provenance,
  };
}
