import { EventEmitter, once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { limitsItself, UnreadAnswers } from './unread-answers';

it('cuts off a client that has not taken its answer in time, unless the answer limits itself', async () => {
  const cut: string[] = [];
  const unread = new UnreadAnswers(1_000, () => cut.push('cut'));
  const server = createServer(({ url }, response) => {
    if (url === '/stream') limitsItself(response);
    response.writeHead(200).write('begun');
  });
  unread.watch(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const open = async (path: string): Promise<IncomingMessage> => {
    const sent = request({ port, path, agent: false, host: '127.0.0.1' }).end();
    return ((await once(sent, 'response')) as [IncomingMessage])[0];
  };
  const [plain, stream] = [await open('/plain'), await open('/stream')];
  const ended = new Promise((resolve) => plain.on('error', () => undefined).once('close', resolve));
  plain.resume();
  unread.check(0);
  unread.check(1_001);
  await ended;
  expect(cut).toEqual(['cut']);
  expect(stream.destroyed).toBe(false);
  stream.destroy();
  server.close();
});

it('cuts off a client with more requests than may wait, and hands on none beyond them', async () => {
  const [sent, mayWait] = [40, 32];
  let [handed, cuts] = [0, 0];
  const unread = new UnreadAnswers(60_000, () => (cuts += 1));
  const server = createServer(() => {
    handed += 1;
    if (handed === sent) socket.destroy();
  });
  unread.watch(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const closed = new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
  socket.resume().write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(sent));
  await closed;
  expect([handed, cuts]).toEqual([mayWait, 1]);
  server.close();
});

it('lets go of an answer that was taken, so that the next small collection frees it', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;
  const inUse = (): number => {
    collect({ type: 'minor' });
    return process.memoryUsage().heapUsed;
  };
  const server = new EventEmitter().on('request', () => undefined);
  new UnreadAnswers(60_000, () => undefined).watch(server as unknown as Server);
  const sockets = Array.from({ length: 64 }, () => new EventEmitter());
  const open: EventEmitter[] = [];
  /** Each connection has one answer under way, which is taken before the next request is sent. */
  const answer = (count: number): void => {
    for (let sent = 0; sent < count; sent += 1) {
      const socket = sockets[sent % sockets.length]!;
      const response = Object.assign(new EventEmitter(), { content: new Array<number>(1_000).fill(sent) });
      server.emit('request', { socket }, response);
      if (open.push(response) >= sockets.length) open.shift()!.emit('close');
      if (sent % 200 === 0) collect({ type: 'minor' });
    }
  };
  answer(1_000);
  const before = inUse();
  answer(4_000);
  expect(inUse() - before).toBeLessThan(8_000_000);
});
