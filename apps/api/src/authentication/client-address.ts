import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { networksHold } from '#platform';

/** Returns the IP address of the client of a request, as far as it can be believed; of IPv6, the network of 64 bits that one client has. */
export type ClientAddress = (request: Pick<FastifyRequest, 'headers' | 'socket'>) => string;

const FORWARDED_FOR = /(?:^|[;,])\s*for=(?:"([^"]*)"|([^\s;,"]*))/gi;

/**
 * Each trusted proxy adds the address that it was called from at the end, so what counts is the last one that is no trusted proxy's.
 * Whatever stands before it, a client may have written itself.
 * @param trustedProxies IP addresses and networks.
 */
export function clientAddresses(trustedProxies: readonly string[]): ClientAddress {
  const isTrusted = networksHold(trustedProxies);
  return ({ headers, socket }) => {
    let nearest = plainAddress(socket.remoteAddress ?? '');
    for (const next of namedIn(headers).reverse()) {
      if (!isTrusted(nearest) || isIP(next) === 0) break;
      nearest = next;
    }
    return isIP(nearest) === 6 ? networkOf(nearest) : nearest;
  };
}

function namedIn({ forwarded, 'x-forwarded-for': more }: FastifyRequest['headers']): string[] {
  const named =
    forwarded === undefined
      ? [more ?? []].flat().join(',').split(',')
      : [...forwarded.matchAll(FORWARDED_FOR)].map(([, quoted, plain]) => quoted ?? plain!);
  return named.map((one) => plainAddress(one.trim()));
}

/** Without a port, the brackets of IPv6, and the prefix that IPv4 has on a socket of both. */
const plainAddress = (text: string): string =>
  text
    .replace(/^\[([\da-f:.]+)\](?::\d+)?$/i, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '');

function networkOf(address: string): string {
  const [before = '', after] = new URL(`http://[${address.replace(/%.*/, '')}]`).hostname
    .slice(1, -1)
    .split('::');
  const groups = before === '' ? [] : before.split(':');
  const rest = after === undefined || after === '' ? [] : after.split(':');
  const zeros = new Array<string>(8 - groups.length - rest.length).fill('0');
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`;
}
