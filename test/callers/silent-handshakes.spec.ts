import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { startInProcess } from '../support/in-process-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { TestAuthority } from '../support/test-authority';

let folder: TemporaryFolder;
const fileOf = (name: string): string => join(folder.path, name);
beforeAll(async () => {
  folder = await temporaryFolder();
  const own = await (await TestAuthority.create('Root')).issue('CN=service', { host: '127.0.0.1' });
  await writeFile(fileOf('service.pem'), own.cert);
  await writeFile(fileOf('service.key'), own.key);
});
afterAll(() => folder.remove());

const startWithTls = (settings: Record<string, string> = {}) =>
  startInProcess({
    TLS_CERTIFICATE_FILE: fileOf('service.pem'),
    TLS_KEY_FILE: fileOf('service.key'),
    ...settings,
  });

/** A connection whose client never begins with its handshake. */
async function silentAt(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined).resume();
  await once(socket, 'connect');
  return socket;
}

it('a client that begins no handshake has no more time than one that sends no request', async () => {
  const service = await startWithTls({ REQUEST_TIMEOUT_MS: '500' });
  await once(await silentAt(service.url), 'close');
  await service.close();
});

it('a client that speaks no TLS is cut off', async () => {
  const service = await startWithTls();
  const socket = await silentAt(service.url);
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(socket, 'close');
  await service.close();
});

it('health and metrics, which have no TLS, are asked on kept connections', async () => {
  const service = await startWithTls({ OPERATIONS_PORT: '0' });
  const asked = get(`${service.operationsUrl}/health/live`, { agent: new Agent({ keepAlive: true }) });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  expect([answer.statusCode, answer.headers.connection]).toEqual([200, 'keep-alive']);
  answer.socket.destroy();
  await service.close();
});

it('a service listens at one address of localhost, so that all its connections are judged by the same files', async () => {
  const service = await startWithTls({ HOST: 'localhost' });
  expect(new URL(service.url).hostname).toBe('127.0.0.1');
  await service.close();
});

it('a service that stops does not wait for a client that begins no handshake', async () => {
  const service = await startWithTls({ SHUTDOWN_DEADLINE_MS: '1000' });
  const socket = await silentAt(service.url);
  const ended = once(socket, 'close');
  await service.close();
  await ended;
});
