import type { IncomingHttpHeaders } from 'node:http';
import type { RequestSpan, SpanFacts, Tracing } from './tracing';

/** What is needed of a request of Fastify. */
interface TracedRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly routeOptions: { readonly url?: string };
  /** Absent where nothing is traced. */
  traceSpan?: RequestSpan;
}

interface TracedReply {
  readonly raw: { readonly statusCode: number; once(event: 'close', done: () => void): unknown };
}

/** What is needed of a server of Fastify. */
interface TracedServer<Request extends TracedRequest> {
  decorateRequest(name: 'traceSpan', value: undefined): unknown;
  addHook(
    name: 'onRequest' | 'preValidation',
    hook: (request: Request, reply: TracedReply, done: () => void) => void,
  ): unknown;
}

/** What is traced, and what is said of it when it was answered. */
export interface TracedRequests<Request> {
  readonly isTraced: (request: Request) => boolean;
  readonly factsOf: (request: Request) => SpanFacts;
}

/**
 * Gives every request a span from when it begins until its answer has gone out, or its connection. The address is the route's own, so
 * that nothing typed into it is exported. Has to be called before the server has its first route.
 */
export function traceRequests<Request extends TracedRequest>(
  server: TracedServer<Request>,
  tracing: Tracing,
  { isTraced, factsOf }: TracedRequests<Request>,
): void {
  server.decorateRequest('traceSpan', undefined);
  server.addHook('onRequest', (request, { raw }, done) => {
    if (isTraced(request)) {
      const span = tracing.receive(nameOf(request), request.headers);
      request.traceSpan = span;
      raw.once('close', () => span.end(raw.statusCode, { ...httpFactsOf(request), ...factsOf(request) }));
    }
    done();
  });
  // When the body has been read: what reads it runs where the connection was opened, outside of every request.
  server.addHook('preValidation', ({ traceSpan }, _reply, done) =>
    traceSpan ? traceSpan.inside(done) : done(),
  );
}

const nameOf = ({ method, routeOptions: { url } }: TracedRequest): string =>
  url === undefined ? method : `${method} ${url}`;

const httpFactsOf = ({ method, routeOptions: { url } }: TracedRequest): SpanFacts => ({
  'http.request.method': method,
  ...(url !== undefined && { 'http.route': url }),
});
