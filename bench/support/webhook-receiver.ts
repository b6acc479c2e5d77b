import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { verifyWebhook } from '#client';

interface Came {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver that takes every message, and notes when each consent was seen. */
export class WebhookReceiver {
  readonly came: Came[] = [];
  readonly seenAt = new Map<string, number>();
  private readonly server = createServer((request, response) => {
    void text(request).then((body) => {
      this.came.push({ headers: request.headers, body });
      const [, id] = /"assertionId":"([0-9a-f-]{36})"/.exec(body) ?? [];
      if (id !== undefined && !this.seenAt.has(id)) this.seenAt.set(id, performance.now());
      response.writeHead(204).end();
      this.server.emit('came');
    });
  });

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    receiver.server.listen(0, '127.0.0.1');
    await once(receiver.server, 'listening');
    return receiver;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/changes`;
  }

  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await once(this.server, 'came');
  }

  /** @throws Error unless each change came once, in the order of the ledger, signed with the secret. */
  demandAll(count: number, secret: string): void {
    const positions = this.came.map((one) => verifyWebhook(one, secret).data.position);
    const isRight = positions.every((position, index) => index === 0 || position > positions[index - 1]!);
    if (!isRight || positions.length !== count)
      throw new Error(`Of ${count} changes, ${positions.length} came${isRight ? '' : ', out of order'}.`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
