import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NO_POSITION } from '#event-store';
import type { Logger } from '#platform';
import type { Exchange } from '../doors/exchange';
import type { Metrics } from './metrics';

const PROBLEM = 'PROBLEM';

/** One log line and one measurement for every request, when its answer has gone out. Framework hooks, because an interceptor costs more. */
export function observeRequests(server: FastifyInstance, log: Logger, metrics: Metrics): void {
  server.decorateRequest('exchange', undefined);
  server.addHook('onResponse', (request, reply, done) => {
    const { exchange } = request;
    if (exchange) measure(exchange, reply, metrics);
    log.info('request', lineOf(request, reply));
    done();
  });
}

function measure({ contract, context, outcome }: Exchange, reply: FastifyReply, metrics: Metrics): void {
  const result = outcome?.result.resultCode ?? PROBLEM;
  metrics.requestAnswered({ contract, door: context.provenance.door, result }, reply.elapsedTime / 1000);
}

/** Who asked what, how it ended, how long it took. The address is the route's own, so that nothing typed into it is kept. */
function lineOf(request: FastifyRequest, reply: FastifyReply): object {
  const line = {
    method: request.method,
    route: request.routeOptions.url ?? 'unknown',
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 100) / 100,
  };
  return request.exchange ? { ...line, ...exchangeOf(request.exchange) } : line;
}

function exchangeOf({ contract, context, outcome }: Exchange): object {
  const position = outcome?.position ?? NO_POSITION;
  return {
    contract,
    resultCode: outcome?.result.resultCode,
    ...(position !== NO_POSITION && { position }),
    ...context.provenance,
  };
}
