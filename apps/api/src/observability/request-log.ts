import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NO_POSITION } from '#event-store';
import { oftenLogged, type Logger } from '#platform';
import type { Exchange } from './exchange';
import type { Metrics } from './metrics';
import './traced-exchanges';

const PROBLEM = 'PROBLEM';

/** One log line and one measurement for every request, when its answer has gone out. Framework hooks, because an interceptor costs more. */
export function observeRequests(server: FastifyInstance, log: Logger, metrics: Metrics): void {
  const write = oftenLogged(log, 'request');
  server.decorateRequest('exchange', undefined);
  server.addHook('onResponse', (request, reply, done) => {
    const { exchange } = request;
    if (exchange) measure(exchange, reply, metrics);
    if (!request.isBeyondLimit) write(lineOf(request, reply));
    done();
  });
}

function measure(exchange: Exchange, reply: FastifyReply, metrics: Metrics): void {
  const { contract, context, outcome, firstAnswerMs = reply.elapsedTime } = exchange;
  const result = outcome?.result.resultCode ?? PROBLEM;
  metrics.requestAnswered({ contract, door: context.provenance.door, result }, firstAnswerMs / 1000);
}

/** Who asked what, how it ended, how long it took. The address is the route's own, so that nothing typed into it is kept. */
function lineOf(request: FastifyRequest, { statusCode, elapsedTime }: FastifyReply) {
  const { method, routeOptions, exchange, traceSpan } = request;
  return {
    method,
    route: routeOptions.url ?? 'unknown',
    status: statusCode,
    ms: rounded(exchange?.firstAnswerMs ?? elapsedTime),
    ...(exchange?.firstAnswerMs !== undefined && { openMs: rounded(elapsedTime) }),
    traceId: traceSpan?.traceId,
    ...(exchange ? partOf(exchange) : strangerOf(request)),
  };
}

const strangerOf = ({ callingSystem }: FastifyRequest) => ({ systemId: callingSystem?.systemId });

const rounded = (ms: number): number => Math.round(ms * 100) / 100;

function partOf({ contract, outcome, context }: Exchange) {
  return {
    contract,
    resultCode: outcome?.result.resultCode,
    position: outcome?.position === NO_POSITION ? undefined : outcome?.position,
    ...context.provenance,
  };
}
