import type { FastifyInstance } from 'fastify';

/**
 * Makes every answer given while the service stops the last one on its connection. The caller then knows not to send the next
 * request there; and a connection that was kept open for one would keep the service from stopping.
 */
export function endConnectionsWhenStopping(server: FastifyInstance): void {
  let isStopping = false;
  server.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (isStopping) void reply.header('connection', 'close');
    done(null, payload);
  });
}
