import type { FastifyInstance } from 'fastify';
import { knownHosts, UnknownHost, type Config } from '#platform';

/** What the documentation page needs, and nothing else: its own files, and styles that it writes itself. */
const DOCUMENTATION_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

const POLICY = "default-src 'none'; frame-ancestors 'none'";

/** No web page may call the service by a name of its own, show an answer in a frame, or find an answer in the browser's memory. */
export function guardBrowsers(
  server: FastifyInstance,
  { HOST, OPERATIONS_HOST, ALLOWED_HOSTS = [] }: Config,
): void {
  const isKnown = knownHosts([HOST, OPERATIONS_HOST, ...ALLOWED_HOSTS]);
  server.addHook('onRequest', (request, reply, done) => {
    const isDocumentation = request.url.startsWith('/docs');
    void reply.headers({
      'cache-control': 'no-store',
      'content-security-policy': isDocumentation ? DOCUMENTATION_POLICY : POLICY,
      'x-content-type-options': 'nosniff',
    });
    done(isKnown(request.headers.host) ? undefined : new UnknownHost());
  });
}
