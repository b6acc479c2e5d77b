import { BlockList, isIP } from 'node:net';

const PREFIX_LENGTH = /^\d{1,3}$/;

/** Returns whether a text is an IP address, or a network as in `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const [address = '', length, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  if (length === undefined) return true;
  return PREFIX_LENGTH.test(length) && Number(length) <= (family === 4 ? 32 : 128);
}

/** Returns a test of whether an address belongs to one of the networks. @param networks as `isNetwork` accepts them. */
export function networksHold(networks: readonly string[]): (address: string | undefined) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', length] = network.split('/');
    if (length === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(length), familyOf(address));
  }
  return (address) => address !== undefined && isIP(address) !== 0 && list.check(address, familyOf(address));
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6');
