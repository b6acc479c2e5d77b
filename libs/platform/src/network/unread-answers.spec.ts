import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
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
