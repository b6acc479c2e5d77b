import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What is to be posted, and how often. */
export interface Posts {
  readonly address: string;
  readonly count: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The baseline: Node alone, which posts the same bytes as often as it is asked to, one after the other on a connection each. What messages
 * cost before anything is read, signed or kept for them.
 */
const server = createServer((asked, answer) => {
  void (async () => {
    const { address, count, headers, body } = (await json(asked)) as Posts;
    for (let sent = 0; sent < count; sent += 1) await post(address, headers, body);
    answer.end();
  })();
});

async function post(address: string, headers: Posts['headers'], body: string): Promise<void> {
  const sent = request(address, { method: 'POST', agent: false, headers });
  sent.end(body);
  const [taken] = (await once(sent, 'response')) as [IncomingMessage];
  sent.destroy();
  if (taken.statusCode !== 204) throw new Error(`A post is answered ${taken.statusCode}.`);
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ message: 'listening', url: `http://127.0.0.1:${port}` })}\n`);
});
