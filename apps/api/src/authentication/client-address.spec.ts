import { clientAddresses } from './client-address';

const addressOf = clientAddresses(['127.0.0.0/8', '10.0.0.0/8', '::1']);

const from = (remoteAddress: string, headers: Record<string, string> = {}): string =>
  addressOf({ headers, socket: { remoteAddress } as never });

it.each([
  ['a client itself', '192.0.2.1', {}, '192.0.2.1'],
  ['a client that names another', '192.0.2.1', { 'x-forwarded-for': '198.51.100.7' }, '192.0.2.1'],
  ['a client behind a proxy', '10.1.1.1', { 'x-forwarded-for': '192.0.2.1' }, '192.0.2.1'],
  ['one that names another', '10.1.1.1', { 'x-forwarded-for': '198.51.100.7, 192.0.2.1' }, '192.0.2.1'],
  ['two proxies', '127.0.0.1', { 'x-forwarded-for': '198.51.100.7, 192.0.2.1, 10.2.2.2' }, '192.0.2.1'],
  ['Forwarded', '10.1.1.1', { forwarded: 'for=198.51.100.7, for="192.0.2.1:4711";proto=https' }, '192.0.2.1'],
  [
    'Forwarded before the other',
    '10.1.1.1',
    { forwarded: 'for=192.0.2.1', 'x-forwarded-for': '1.2.3.4' },
    '192.0.2.1',
  ],
  ['a name that is no address', '10.1.1.1', { forwarded: 'for=_hidden' }, '10.1.1.1'],
  ['an address behind such a name', '10.1.1.1', { forwarded: 'for=192.0.2.1, for=unknown' }, '10.1.1.1'],
  ['a proxy that names nobody', '10.1.1.1', {}, '10.1.1.1'],
  ['proxies alone', '127.0.0.1', { 'x-forwarded-for': '10.2.2.2' }, '10.2.2.2'],
  ['IPv4 on a socket of both', '::ffff:192.0.2.1', {}, '192.0.2.1'],
  ['a trusted proxy on a socket of both', '::ffff:10.1.1.1', { 'x-forwarded-for': '192.0.2.1' }, '192.0.2.1'],
  ['IPv6', '2001:db8:1:2:3:4:5:6', {}, '2001:db8:1:2::/64'],
  ['IPv6, shortened', '2001:db8::6', {}, '2001:db8:0:0::/64'],
  ['IPv6 with a zone', 'fe80::1%eth0', {}, 'fe80:0:0:0::/64'],
  ['IPv6 in Forwarded', '::1', { forwarded: 'for="[2001:db8:0:0:9::]:4711"' }, '2001:db8:0:0::/64'],
])('%s', (_what, remoteAddress, headers, expected) => {
  expect(from(remoteAddress, headers as Record<string, string>)).toBe(expected);
});
