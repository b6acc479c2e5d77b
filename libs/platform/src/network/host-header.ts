import { isIP } from 'node:net';

/** A request names a host that this server does not answer for. */
export class UnknownHost extends Error {
  constructor() {
    super('The Host header names a host that this server does not answer for.');
  }
}

/**
 * Returns a test of `Host` headers. A web page can make a browser send requests to a loopback server under the page's own name, after
 * that name resolves to 127.0.0.1 (DNS rebinding). The name then stands in the header, so names must be known. An address in digits
 * belongs to no page and is always accepted, as are `localhost` and names below it. A request without the header is not a browser's.
 *
 * @param names the further host names, without a port, upper and lower case alike.
 */
export function knownHosts(names: Iterable<string>): (header: string | undefined) => boolean {
  const known = new Set([...names].map((name) => name.toLowerCase()));
  return (header) => {
    if (header === undefined) return true;
    const name = hostNameOf(header);
    return known.has(name) || name === 'localhost' || name.endsWith('.localhost') || isAddress(name);
  };
}

/** The header's host, in small letters: without its port, and without the dot that ends a full name. */
const hostNameOf = (header: string): string =>
  header
    .toLowerCase()
    .replace(/:\d{0,5}$/, '')
    .replace(/\.$/, '');

const isAddress = (name: string): boolean => isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;
