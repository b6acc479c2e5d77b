import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { startInProcess, type InProcessService } from './support/in-process-service';

let service: InProcessService;
const start = async (settings: Record<string, string>) => (service = await startInProcess(settings));
afterEach(() => service.close());

/** Nothing is left to close then. */
async function stop(): Promise<void> {
  const stopping = service;
  service = { ...stopping, close: () => Promise.resolve() };
  await stopping.close();
}

const address = (): { host: string; port: number } => {
  const { hostname, port } = new URL(service.url);
  return { host: hostname, port: Number(port) };
};

interface Answer {
  readonly status: number | undefined;
  readonly headers: Record<string, unknown>;
  readonly code: unknown;
}

/** Asks under a host name of the caller's choice, as a browser does for a page. */
async function get(path: string, host: string): Promise<Answer> {
  const asked = request({ ...address(), path, headers: { host } }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  for await (const part of answer) text += String(part);
  const code = answer.statusCode === 200 ? undefined : (JSON.parse(text) as { code: unknown }).code;
  return { status: answer.statusCode, headers: answer.headers, code };
}

async function open(): Promise<Socket> {
  const { host, port } = address();
  const socket = connect(port, host);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** All that the server sends until it closes the connection. */
async function read(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  await once(socket, 'close');
  return text;
}

describe('host names', () => {
  it('refuses a request that a web page sends under a name of its own', async () => {
    await start({});
    const answer = await get('/health/live', 'attacker.example:3000');
    expect(answer).toMatchObject({ status: 421, code: 'unknown-host' });
  });

  it('answers under localhost, an address in digits, and the names in ALLOWED_HOSTS', async () => {
    await start({ ALLOWED_HOSTS: 'consents.example.com' });
    for (const host of ['localhost:3000', '127.0.0.1', '[::1]:3000', 'consents.example.com'])
      expect(await get('/health/live', host)).toMatchObject({ status: 200 });
  });
});

describe('what browsers may do with an answer', () => {
  it.each(['/health/live', '/v2/nothing', '/docs', '/docs-json'])(
    'is as little as possible for %s',
    async (path) => {
      await start({});
      const { headers } = await get(path, 'localhost');
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    },
  );
});

describe('slow clients', () => {
  const limits = { REQUEST_TIMEOUT_MS: '500' };

  it('cuts off a body of one byte at a time, and says why', async () => {
    await start(limits);
    const socket = await open();
    const answered = read(socket);
    socket.write(
      'POST /v2/check-consent HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n',
    );
    const drip = setInterval(() => socket.write('{'), 50);
    const answer = await answered.finally(() => clearInterval(drip));
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(answer).toContain('"code":"request-timeout"');
  });

  it('closes a connection on which nothing ever comes', async () => {
    await start(limits);
    await read(await open());
  });

  it('answers others meanwhile', async () => {
    await start(limits);
    const silent = await Promise.all(Array.from({ length: 50 }, open));
    expect(await get('/health/live', 'localhost')).toMatchObject({ status: 200 });
    await Promise.all(silent.map(read));
  });
});

const LARGE = 'GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n';

/** Sends requests at once, and reads nothing. */
async function unread(requests: number): Promise<Socket> {
  const socket = (await open()).pause();
  await new Promise((sent) => socket.write(LARGE.repeat(requests), sent));
  return socket;
}

const isAnswered = (): Promise<boolean> =>
  get('/health/live', 'localhost').then(
    () => true,
    () => false,
  );

describe('a service that stops', () => {
  const soon = { SHUTDOWN_DEADLINE_MS: '1000', REQUEST_TIMEOUT_MS: '600000' };
  const request = 'POST /v2/check-consent HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';

  it.each([
    ['nothing', ''],
    ['half a head', request],
    ['half a body', `${request}Content-Length: 99\r\n\r\n{`],
  ])('does not wait for a client that sends %s', async (_what, sent) => {
    await start(soon);
    const socket = await open();
    const ended = read(socket);
    socket.write(sent);
    expect(await isAnswered()).toBe(true);
    await stop();
    expect(await ended).toBe('');
  });

  it('does not wait for a client that does not read', async () => {
    await start(soon);
    await unread(16);
    await stop();
  });

  it.each([
    ['the whole', '', 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['the rest', 'GET /health/live HTTP/1.1\r\nHo', 'st: localhost\r\n\r\n'],
  ])('still answers a client that sends %s of its request then', async (_what, before, then) => {
    await start({ SHUTDOWN_DEADLINE_MS: '600000' });
    const socket = await open();
    const answered = read(socket);
    socket.write(before);
    expect(await isAnswered()).toBe(true);
    const stopped = stop();
    while (await isAnswered()) await delay(5);
    socket.write(then);
    const answer = await answered;
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toMatch(/^connection: close\r$/im);
    await stopped;
  });
});

describe('clients that do not read', () => {
  it('are cut off when an answer is not taken in time', async () => {
    await start({ REQUEST_TIMEOUT_MS: '500', MAX_CONNECTIONS: '1' });
    await unread(16);
    await untilThereIsRoom();
  });

  it('are cut off when too many requests wait on one connection, and get no more answers', async () => {
    await start({ MAX_CONNECTIONS: '1' });
    await unread(100);
    await untilThereIsRoom();
  });

  it('are no others: as many requests as may wait are answered in order', async () => {
    await start({ MAX_CONNECTIONS: '1' });
    const socket = await open();
    const last = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(31) + last);
    expect((await read(socket)).match(/HTTP\/1\.1 200 OK/g)).toHaveLength(32);
  });
});

/** With MAX_CONNECTIONS 1, nobody is answered while a connection is open. */
async function untilThereIsRoom(): Promise<void> {
  while ((await get('/health/live', 'localhost').catch(() => null)) === null) await delay(20);
}

describe('too many connections', () => {
  it('refuses those beyond MAX_CONNECTIONS, and takes new ones when others have gone', async () => {
    await start({ MAX_CONNECTIONS: '3' });
    const kept = await Promise.all([open(), open(), open()]);
    expect(await read(await open())).toBe('');
    kept[0].destroy();
    // The server learns in its own time that one has gone, and refuses until then.
    const answered = () => get('/health/live', 'localhost').catch(() => null);
    let answer = await answered();
    for (; answer === null; answer = await answered()) await delay(20);
    expect(answer).toMatchObject({ status: 200 });
    for (const socket of kept) socket.destroy();
  });
});
