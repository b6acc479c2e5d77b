import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
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
