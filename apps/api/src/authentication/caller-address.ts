import type { FastifyRequest } from 'fastify';
import { networksHold } from '#platform';
import { forwardedIn } from './forwarded';

/** Returns where this service is for the caller of a request, without a slash at its end and without the path of a route. */
export type CallerAddress = (request: FastifyRequest) => string;

/** A host's name or number, and its port. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;
const WITH_PORT = /:\d+$/;
const PORT = /^\d{1,5}$/;
const SCHEME = /^https?$/;
const PREFIX = /^(?:\/[\w~-][\w.~-]*)+$/;

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

/**
 * The address as the caller wrote it: as the proxies in between report it where the nearest one is trusted, else as the request has it.
 * @param trustedProxies IP addresses and networks.
 */
export function callerAddresses(trustedProxies: readonly string[]): CallerAddress {
  const isTrusted = networksHold(trustedProxies);
  return (request) => {
    const { headers, protocol, host, socket } = request;
    const said = isTrusted(socket.remoteAddress) ? forwardedIn(headers) : {};
    const scheme = [said.proto?.toLowerCase(), protocol].find((one) => SCHEME.test(one ?? ''))!;
    const named = [said.host, host].find((name) => HOST.test(name ?? ''));
    const prefix = (said.prefix ?? '').replace(/\/$/, '');
    return (
      `${scheme}://${withPort(named ?? `${socket.localAddress}:${socket.localPort}`, said.port, scheme)}` +
      (PREFIX.test(prefix) ? prefix : '')
    );
  };
}

function withPort(host: string, port: string | undefined, scheme: string): string {
  if (port === undefined || !PORT.test(port) || WITH_PORT.test(host)) return host;
  return port === DEFAULT_PORTS[scheme] ? host : `${host}:${port}`;
}
