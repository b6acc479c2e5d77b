import type { Server } from 'node:http';
import type { Logger } from '../log';
import { UnreadAnswers } from './unread-answers';

/** How long a connection may stay open between two requests, in milliseconds. Longer than proxies keep theirs, so that they close first. */
const KEEP_ALIVE = 72_000;

/** How often the server looks for requests, answers and connections whose time is over, in milliseconds. */
const CHECK_INTERVAL = 1000;

/** How often refused connections, and those that are cut off, may be logged, in milliseconds. */
const WARNING_INTERVAL = 10_000;

export interface ConnectionLimits {
  /** The longest time from a connection's or a request's first byte to the request's last, and for reading an answer, in milliseconds. */
  readonly REQUEST_TIMEOUT_MS: number;
  /** The most connections that are open at once. */
  readonly MAX_CONNECTIONS: number;
}

/** The options of Fastify, and of the HTTP server below it, by which a slow or silent client is cut off. */
export interface TimeLimits {
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  readonly http: {
    readonly requestTimeout: number;
    readonly headersTimeout: number;
    readonly connectionsCheckingInterval: number;
  };
}

export const timeLimits = ({ REQUEST_TIMEOUT_MS }: ConnectionLimits): TimeLimits => ({
  requestTimeout: REQUEST_TIMEOUT_MS,
  keepAliveTimeout: KEEP_ALIVE,
  // Node demands, when it makes the server, that a head has no more time than its request.
  http: {
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: REQUEST_TIMEOUT_MS,
    connectionsCheckingInterval: CHECK_INTERVAL,
  },
});

/** Refuses connections beyond the limit, and cuts off those of clients that do not read. Logs each, at most once in ten seconds. */
export function limitConnections(server: Server, limits: ConnectionLimits, log: Logger): void {
  const { MAX_CONNECTIONS: limit, REQUEST_TIMEOUT_MS } = limits;
  server.maxConnections = limit;
  server.on(
    'drop',
    counted((refused) =>
      log.error('connections are refused: as many are open as MAX_CONNECTIONS allows', { limit, refused }),
    ),
  );
  const unread = new UnreadAnswers(
    REQUEST_TIMEOUT_MS,
    counted((cut) => log.warn('connections are cut off: their clients do not read the answers', { cut })),
  );
  unread.watch(server);
  const check = setInterval(() => unread.check(performance.now()), CHECK_INTERVAL).unref();
  server.once('close', () => clearInterval(check));
}

/** Returns what counts, and passes on the count at most once in ten seconds. */
function counted(write: (count: number) => void): () => void {
  let count = 0;
  let writtenAt = -Infinity;
  return () => {
    count += 1;
    const now = performance.now();
    if (now - writtenAt < WARNING_INTERVAL) return;
    write(count);
    [writtenAt, count] = [now, 0];
  };
}

/**
 * Answers a request with an `Expect` that HTTP does not know as if it were not there (RFC 9110, 10.1.1). Node by itself answers 417
 * without a body, past every hook and log.
 */
export function passOverExpectations(server: Server): void {
  server.on('checkExpectation', (request, response) => void server.emit('request', request, response));
}
