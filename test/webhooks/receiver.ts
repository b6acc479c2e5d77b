import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
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
  private isUp = true;
  private readonly server = createServer((request, response) => void this.take(request, response));

  private constructor() {
    this.server.on('connection', (socket) => {
      if (!this.isUp) socket.destroy();
    });
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/changes`;
  }

  /** What it has taken, in order, a message that came twice once. */
  get taken(): readonly Received[] {
    const ids = new Set<string>();
    return this.received.filter(({ id, status }) => status < 300 && !ids.has(id) && ids.add(id));
  }

  /** Takes messages again. */
  up(): void {
    this.isUp = true;
  }

  /** Breaks every connection. It keeps its port, which another process could take otherwise. */
  down(): void {
    this.isUp = false;
    this.server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.down();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { data } = JSON.parse(body) as Pick<Received, 'data'>;
    const message = { id: String(request.headers['webhook-id']), headers: request.headers, body, data };
    const status = await this.answer(message);
    this.received.push({ ...message, status });
    response.writeHead(status).end('x'.repeat(10));
  }
}
