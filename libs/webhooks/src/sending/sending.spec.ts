import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AllowedAddresses, type Resolve } from './allowed-addresses';
import { sendMessage } from './send-message';

const message = { headers: { 'webhook-id': 'a' }, body: '{}' };

describe('without any setting, an address', () => {
  const allowed = new AllowedAddresses([], false);

  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.8',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    'fe80::1',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'not an address',
  ])('that is not public is refused: %s', (address) => {
    expect(allowed.isAllowed(address)).toBe(false);
  });

  it.each(['192.0.66.1', '8.8.8.8', '2a00:1450:400f:80c::200e', '::ffff:8.8.8.8'])(
    'that is public is not: %s',
    (address) => {
      expect(allowed.isAllowed(address)).toBe(true);
    },
  );

  it.each([
    'https://0x7f.1/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'http://records.example.org/',
    'https://user@records.example.org/',
    'https://records.example.org/#part',
    'file:///etc/passwd',
    'records.example.org',
  ])('cannot be that of a webhook: %s', (address) => {
    expect(allowed.mayBe(address)).toBe(false);
  });

  it('can be a name by https, whatever it stands for', () => {
    expect(allowed.mayBe('https://records.example.org:8443/a?b=c')).toBe(true);
  });
});

describe('a message', () => {
  let server: Server;
  let port: number;
  let asked: string[];
  let answer: { readonly status: number; readonly headers?: Record<string, string> };

  beforeEach(async () => {
    asked = [];
    answer = { status: 204 };
    server = createServer((request, response) => {
      asked.push(request.url!);
      if (answer.status > 0) response.writeHead(answer.status, answer.headers).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const allowedFor = (networks: readonly string[], resolve: Resolve) =>
    new AllowedAddresses(networks, true, resolve);

  /** Says another address each time it is asked. */
  const resolving = (...answers: readonly (readonly string[])[]): Resolve & { count: () => number } => {
    let count = 0;
    const resolve: Resolve = (_name, _options, found) =>
      found(
        null,
        answers[Math.min(count++, answers.length - 1)]!.map((address) => ({ address, family: 4 })),
      );
    return Object.assign(resolve, { count: () => count });
  };

  const send = (resolve: Resolve, networks: readonly string[] = [], timeoutMs = 5_000) => {
    const allowed = allowedFor(networks, resolve);
    return sendMessage(message, { address: `http://name.example:${port}/a`, allowed, timeoutMs });
  };

  it('reaches an address that the settings allow', async () => {
    expect(await send(resolving(['127.0.0.1']), ['127.0.0.1'])).toBeNull();
    expect(asked).toEqual(['/a']);
  });

  it('is sent to an IP address without asking for a name', async () => {
    const unasked: Resolve = () => {
      throw new Error('A name was asked for.');
    };
    const allowed = allowedFor(['127.0.0.1'], unasked);
    const sending = { address: `http://127.0.0.1:${port}/b`, allowed, timeoutMs: 5_000 };
    expect(await sendMessage(message, sending)).toBeNull();
    expect(asked).toEqual(['/b']);
  });

  it('is not sent to a name that stands for an address that is not public, or for one among others', async () => {
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['169.254.169.254']])
      expect(await send(resolving(addresses))).toBe('address-refused');
    expect(asked).toEqual([]);
  });

  it('goes to the very address that was judged, though the name stands for another a moment later', async () => {
    const rebound = resolving(['127.0.0.1'], ['10.0.0.1']);
    expect(await send(rebound, ['127.0.0.1'])).toBeNull();
    expect(rebound.count()).toBe(1);
    expect(await send(rebound, ['127.0.0.1'])).toBe('address-refused');
  });

  it('follows no redirect', async () => {
    answer = { status: 307, headers: { location: '/elsewhere' } };
    expect(await send(resolving(['127.0.0.1']), ['127.0.0.1'])).toBe('status-307');
    expect(asked).toEqual(['/a']);
  });

  it('is given up when the receiver does not answer in time', async () => {
    answer = { status: 0 };
    expect(await send(resolving(['127.0.0.1']), ['127.0.0.1'], 200)).toBe('timeout');
  });

  it('is not kept waiting by an answer that never ends', async () => {
    server.removeAllListeners('request');
    server.on('request', (_request, response) => void response.writeHead(200).write('x'));
    expect(await send(resolving(['127.0.0.1']), ['127.0.0.1'])).toBeNull();
  });

  it('says the code of an error, and no address', async () => {
    server.close();
    server.closeAllConnections();
    expect(await send(resolving(['127.0.0.1']), ['127.0.0.1'])).toBe('ECONNREFUSED');
  });
});
