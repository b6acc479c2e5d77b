import type { FastifyRequest } from 'fastify';

/** A host's name or number, and its port. */
const HOST = /^[\w.:[\]-]{1,255}$/;

/** This service's address as its caller wrote it, by the word of the proxies between. */
export function callerAddress({ headers, protocol, host, socket }: FastifyRequest): string {
  const scheme = first(headers['x-forwarded-proto']) === 'https' ? 'https' : protocol;
  const named = [first(headers['x-forwarded-host']), host].find((name) => HOST.test(name));
  return `${scheme}://${named ?? `${socket.localAddress}:${socket.localPort}`}`;
}

/** The outermost proxy's word stands first. */
const first = (header: string | string[] | undefined): string =>
  String(header ?? '')
    .split(',')[0]!
    .trim();
