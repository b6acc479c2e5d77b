import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long a client may take for the rest of its request, and to read its answer, once the server stops, in milliseconds. */
const PATIENCE = 2_000;

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Makes every answer given while the service stops the last one on its connection. The caller then knows not to send the next
 * request there; and a connection that was kept open for one would keep the service from stopping. So would a client that says nothing, or
 * half of its request, or does not read: only work that is under way is waited for.
 */
export function endConnectionsWhenStopping(server: FastifyInstance): void {
  let isStopping = false;
  const connections = new OpenConnections(server.server);
  server.addHook('preClose', (done) => {
    isStopping = true;
    connections.endWithout(() => true);
    setTimeout(() => connections.endWithout(isWork), PATIENCE).unref();
    done();
  });
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (isStopping) void reply.header('connection', 'close');
    done(null, payload);
  });
}

const isWork = ({ request, response }: Exchange): boolean => request.complete && !response.writableEnded;

/** The connections of a server, by their clients' addresses: those of TLS are there before their handshake. */
class OpenConnections {
  private readonly open = new Map<string, { readonly socket: Socket; readonly exchanges: Set<Exchange> }>();

  constructor(server: Server) {
    server.on('connection', (socket) => {
      const name = nameOf(socket);
      this.open.set(name, { socket, exchanges: new Set() });
      socket.once('close', () => this.open.delete(name));
    });
    server.on('request', (request, response) => {
      const exchange = { request, response };
      const exchanges = this.open.get(nameOf(request.socket))?.exchanges;
      exchanges?.add(exchange);
      response.once('close', () => exchanges?.delete(exchange));
    });
  }

  /** Ends those that have no such exchange. */
  endWithout(isWaitedFor: (exchange: Exchange) => boolean): void {
    for (const { socket, exchanges } of this.open.values())
      if (![...exchanges].some(isWaitedFor)) socket.destroy();
  }
}

const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
