import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A message as a receiver got it, whatever it answered. */
export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly data: { readonly assertionId: string; readonly change: string; readonly position: number };
  readonly status: number;
}

/** A receiver of webhooks in this process, which answers what a test says, and can be down. */
export class Receiver {
  readonly received: Received[] = [];
  /** The status that it answers with. */
  answer: (message: Omit<Received, 'status'>) => number | Promise<number> = () => 204;
  private server: Server | null = null;
  private port = 0;

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await receiver.up();
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/changes`;
  }

  /** What it has taken, in order, a message that came twice once. */
  get taken(): readonly Received[] {
    const ids = new Set<string>();
    return this.received.filter(({ id, status }) => status < 300 && !ids.has(id) && ids.add(id));
  }

  /** Listens, at the same port as before. */
  async up(): Promise<void> {
    const server = createServer((request, response) => {
      void (async () => {
        const body = await text(request);
        const { data } = JSON.parse(body) as Pick<Received, 'data'>;
        const message = { id: String(request.headers['webhook-id']), headers: request.headers, body, data };
        const status = await this.answer(message);
        this.received.push({ ...message, status });
        response.writeHead(status).end('x'.repeat(10));
      })();
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Nothing listens any more. */
  async down(): Promise<void> {
    const { server } = this;
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    this.server = null;
  }
}
