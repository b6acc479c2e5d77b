import type { Server } from 'node:http';
import type { Logger } from '../log';

/** How long a connection may stay open between two requests, in milliseconds. Longer than proxies keep theirs, so that they close first. */
const KEEP_ALIVE = 72_000;

/** How often the server looks for requests and connections whose time is over, in milliseconds. */
const CHECK_INTERVAL = 1000;

/** How often a full server may say so in the log, in milliseconds. */
const WARNING_INTERVAL = 10_000;

export interface ConnectionLimits {
  /** The longest time from a connection's or a request's first byte to the request's last, in milliseconds. */
  readonly REQUEST_TIMEOUT_MS: number;
  /** The most connections that are open at once. */
  readonly MAX_CONNECTIONS: number;
}

/** The options of Fastify, and of the HTTP server below it, by which a slow or silent client is cut off. */
export interface TimeLimits {
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  readonly http: { readonly headersTimeout: number; readonly connectionsCheckingInterval: number };
}

export const timeLimits = ({ REQUEST_TIMEOUT_MS }: ConnectionLimits): TimeLimits => ({
  requestTimeout: REQUEST_TIMEOUT_MS,
  keepAliveTimeout: KEEP_ALIVE,
  http: { headersTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: CHECK_INTERVAL },
});

/** Refuses connections beyond the limit, and logs an error when it does, at most once in ten seconds. */
export function limitConnections(server: Server, { MAX_CONNECTIONS }: ConnectionLimits, log: Logger): void {
  server.maxConnections = MAX_CONNECTIONS;
  let refused = 0;
  let warned = -Infinity;
  server.on('drop', () => {
    refused += 1;
    const now = performance.now();
    if (now - warned < WARNING_INTERVAL) return;
    log.error('connections are refused: as many are open as MAX_CONNECTIONS allows', {
      limit: MAX_CONNECTIONS,
      refused,
    });
    [warned, refused] = [now, 0];
  });
}

/**
 * Answers a request with an `Expect` that HTTP does not know as if it were not there (RFC 9110, 10.1.1). Node by itself answers 417
 * without a body, past every hook and log.
 */
export function passOverExpectations(server: Server): void {
  server.on('checkExpectation', (request, response) => void server.emit('request', request, response));
}
