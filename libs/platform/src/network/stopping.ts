import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How often connections are looked at while the server stops, in milliseconds. */
const CHECK_INTERVAL = 100;

type Done = (error: null, payload?: unknown) => void;

interface Reply {
  header(name: string, value: string): unknown;
}

/** What is needed of a server of Fastify. */
interface StoppedServer {
  readonly server: Server;
  addHook(name: 'preClose', hook: (done: () => void) => void): unknown;
  addHook(
    name: 'onSend',
    hook: (request: unknown, reply: Reply, payload: unknown, done: Done) => void,
  ): unknown;
}

export interface Stopping {
  /** How long stopping may take, in milliseconds. */
  readonly SHUTDOWN_DEADLINE_MS: number;
}

/**
 * Makes every answer given while the service stops the last one on its connection. The caller then knows not to send the next
 * request there; and a connection that was kept open for one would keep the service from stopping. So would a client that says nothing, or
 * half of its request, or does not read: it has half of the deadline for that, and only work that is under way is waited for longer.
 */
export function endConnectionsWhenStopping(server: StoppedServer, { SHUTDOWN_DEADLINE_MS }: Stopping): void {
  let isStopping = false;
  const connections = new OpenConnections(server.server);
  server.addHook('preClose', (done) => {
    isStopping = true;
    connections.endQuiet(SHUTDOWN_DEADLINE_MS / 2);
    done();
  });
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (isStopping) void reply.header('connection', 'close');
    done(null, payload);
  });
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** There is work under way for it: the request is whole, and its answer is not. */
const isWork = ({ request, response }: Exchange): boolean => request.complete && !response.writableEnded;

interface Connection {
  readonly socket: Socket;
  readonly exchanges: Exchange[];
  /** Since when there was no work for it, as far as it was looked at. */
  quietSince: number;
}

/** The connections of a server, by their clients' addresses: those of TLS are there before their handshake. */
class OpenConnections {
  private readonly open = new Map<string, Connection>();

  constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      const name = nameOf(socket);
      const connection: Connection = { socket, exchanges: [], quietSince: performance.now() };
      this.open.set(name, connection);
      // The client may have come again from the same port by then.
      socket.once('close', () => this.open.get(name) === connection && this.open.delete(name));
    });
    server.on('request', (request, response) => {
      const exchange = { request, response };
      const exchanges = this.open.get(nameOf(request.socket))?.exchanges;
      if (!exchanges) return;
      exchanges.push(exchange);
      response.once('close', () => exchanges.splice(exchanges.indexOf(exchange), 1));
    });
  }

  /** From now on, ends each connection for which there was no work for so long, until the server has closed. */
  endQuiet(patience: number): void {
    const begun = performance.now();
    for (const connection of this.open.values()) connection.quietSince = begun;
    const check = setInterval(() => this.check(performance.now(), patience), CHECK_INTERVAL).unref();
    this.server.once('close', () => clearInterval(check));
  }

  private check(now: number, patience: number): void {
    for (const connection of this.open.values()) {
      if (connection.exchanges.some(isWork)) connection.quietSince = now;
      else if (now - connection.quietSince >= patience) connection.socket.destroy();
    }
  }
}

const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
