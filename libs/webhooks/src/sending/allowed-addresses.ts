import { Resolver, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The address of a webhook may not be connected to. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** What finds the addresses of a name, as `dns.lookup` does with `all`. */
export type Resolve = (
  name: string,
  options: { readonly all: true },
  found: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const ASKED = { timeout: 2_000, tries: 2 };

/**
 * Asks the name servers, and no file of the machine. The system's own way waits in one of a few threads that the log needs for its disk: some
 * names whose servers are silent would stop every change.
 */
function byServers(): Resolve {
  const resolver = new Resolver(ASKED);
  return (name, _options, found) => {
    const addresses: LookupAddress[] = [];
    let asked = 2;
    const take = (family: 4 | 6) => (error: NodeJS.ErrnoException | null, those: readonly string[]) => {
      if (!error) addresses.push(...those.map((address) => ({ address, family })));
      asked -= 1;
      if (asked === 0) found(addresses.length === 0 ? error : null, addresses);
    };
    resolver.resolve4(name, take(4));
    resolver.resolve6(name, take(6));
  };
}

/** Which addresses webhooks may be sent to: public ones, and those of the settings. */
export class AllowedAddresses {
  private readonly networks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];

  constructor(
    networks: readonly string[],
    private readonly mayBeHttp: boolean,
    private readonly resolve: Resolve = byServers(),
  ) {
    this.networks = networks.map((text) => (text.includes('/') ? ipaddr.parseCIDR(text) : single(text)));
  }

  /** Whether a webhook may have this address, as far as it can be said without resolving its name. */
  mayBe(address: string): boolean {
    if (!URL.canParse(address)) return false;
    const { protocol, hostname, username, password, hash } = new URL(address);
    if (username !== '' || password !== '' || hash !== '') return false;
    const literal = literalIn(hostname);
    return this.isProtocol(protocol) && (literal === null || this.isAllowed(literal));
  }

  private isProtocol(protocol: string): boolean {
    return protocol === 'https:' || (protocol === 'http:' && this.mayBeHttp);
  }

  /** Whether an IP address may be connected to. An IPv6 address that stands for one of IPv4 is that one. */
  isAllowed(text: string): boolean {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    if (this.networks.some((network) => isWithin(address, network))) return true;
    return isPublic(address);
  }

  /**
   * Resolves a name for a connection, which then goes to the very address that was judged. One address that is refused refuses all: a
   * name that points inside and outside at once is no mistake.
   */
  readonly lookup: LookupFunction = (name, options, found) => {
    this.resolve(name, { all: true }, (error, addresses) => {
      const refusal = error ?? this.refusalOf(addresses);
      const first = addresses[0];
      if (refusal || !first) return found(refusal ?? new AddressRefused('The name has no address.'), '', 4);
      if (options.all) return found(null, addresses);
      found(null, first.address, first.family);
    });
  };

  private refusalOf(addresses: readonly LookupAddress[]): AddressRefused | null {
    return addresses.every(({ address }) => this.isAllowed(address)) ? null : refusal();
  }
}

const refusal = (): AddressRefused =>
  new AddressRefused(
    'The name stands for an address that is not public, and that the settings do not allow.',
  );

/** Of IPv6, only what is given out on the internet (2000::/3): the library has no word for all that is not. */
const isPublic = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  address.range() === 'unicast' && (address.kind() === 'ipv4' || isWithin(address, GLOBAL));

const GLOBAL = ipaddr.parseCIDR('2000::/3');

function single(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

const isWithin = (
  address: ipaddr.IPv4 | ipaddr.IPv6,
  [network, bits]: readonly [ipaddr.IPv4 | ipaddr.IPv6, number],
): boolean => address.kind() === network.kind() && address.match(network, bits);

function literalIn(hostname: string): string | null {
  const text = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(text) ? text : null;
}
