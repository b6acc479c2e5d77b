import type { FastifyRequest } from 'fastify';
import type { RequestSpan, SpanFacts, TracedRequests } from '#platform';
import type { Exchange } from './exchange';
import '../authentication/route-access';

declare module 'fastify' {
  interface FastifyRequest {
    /** Absent where nothing is traced. */
    traceSpan?: RequestSpan;
  }
}

/** Everything but health and metrics, which are asked for again and again. */
export const tracedExchanges: TracedRequests<FastifyRequest> = {
  isTraced: ({ routeOptions }) => routeOptions.config.isOperational !== true,
  factsOf: ({ exchange }) => (exchange ? factsOf(exchange) : {}),
};

const factsOf = ({ contract, context, outcome }: Exchange): SpanFacts => ({
  'consent.contract': contract,
  'consent.door': context.provenance.door,
  ...(outcome && { 'consent.result': outcome.result.resultCode }),
});
