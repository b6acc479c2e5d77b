import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server at a free port of this machine. */
export interface LoopbackServer {
  readonly url: string;
  /** Ends it, with the connections that are still open. */
  readonly close: () => Promise<void>;
}

export async function serveOnLoopback(answer: RequestListener): Promise<LoopbackServer> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
