import type { IncomingHttpHeaders } from 'node:http';

/** What proxies say of the address that a caller has used, unchecked. */
export interface Forwarded {
  readonly proto?: string;
  readonly host?: string;
  readonly port?: string;
  readonly prefix?: string;
}

/** Of the outermost proxy, whose word stands first: `Forwarded` (RFC 7239), and what it leaves out from the `X-Forwarded` headers. */
export function forwardedIn(headers: IncomingHttpHeaders): Forwarded {
  const { proto, host } = standardIn(headers.forwarded);
  const port = host === undefined ? first(headers['x-forwarded-port']) : undefined;
  return {
    proto: proto ?? first(headers['x-forwarded-proto']),
    host: host ?? first(headers['x-forwarded-host']),
    port,
    prefix: first(headers['x-forwarded-prefix']),
  };
}

function first(header: string | string[] | undefined): string | undefined {
  const value = String(header ?? '')
    .split(',')[0]!
    .trim();
  return value === '' ? undefined : value;
}

/** Everything up to the first comma that does not stand in quotes. */
const FIRST_ELEMENT = /^(?:[^",]|"(?:[^"\\]|\\.)*")*/;
const PAIR = /(?:^|;)\s*(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g;

function standardIn(header: string | undefined): Pick<Forwarded, 'proto' | 'host'> {
  const [element = ''] = FIRST_ELEMENT.exec(header ?? '') ?? [];
  const pairs = [...element.matchAll(PAIR)].map(([, name, quoted, plain]): [string, string] => [
    name!.toLowerCase(),
    quoted?.replace(/\\(.)/g, '$1') ?? plain!,
  ]);
  const { proto, host } = Object.fromEntries(pairs);
  return { proto, host };
}
