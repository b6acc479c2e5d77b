import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How requests for time stamps are answered; `null`: it is out of order. */
export type Answer = (request: Buffer) => Promise<Buffer | null>;

/** An authority that stamps times, at an address on loopback. */
export interface ServedAuthority {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveAuthority(answer: Answer): Promise<ServedAuthority> {
  const server = createServer((request, response) => {
    void bodyOf(request)
      .then(answer)
      .catch(() => null)
      .then((body) => {
        response.writeHead(body ? 200 : 503, { 'Content-Type': 'application/timestamp-reply' }).end(body);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/`, close };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
