import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** Connections to a service, whose answers a test holds back, or which it breaks. */
export class HeldConnections {
  /** How many there have been. */
  made = 0;
  private readonly sockets = new Set<Socket>();
  private readonly waiting: (() => void)[] = [];
  private isHeld = false;
  private readonly server = createServer((client) => this.pass(client));

  private constructor(private readonly port: number) {}

  static async to(url: string): Promise<HeldConnections> {
    const held = new HeldConnections(Number(new URL(url).port));
    await once(held.server.listen(0, '127.0.0.1'), 'listening');
    return held;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on, answers go as far as here and no further. */
  hold(): void {
    this.isHeld = true;
  }

  /** What was held back comes, in its order. */
  release(): void {
    this.isHeld = false;
    for (const pass of this.waiting.splice(0)) pass();
  }

  /** Breaks all that are open. */
  break(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.break();
    this.server.close();
    await once(this.server, 'close');
  }

  private pass(client: Socket): void {
    this.made += 1;
    const service = connect(this.port, '127.0.0.1');
    const gate = new Transform({
      transform: (chunk: Buffer, _, done) => {
        const pass = () => done(null, chunk);
        if (this.isHeld) this.waiting.push(pass);
        else pass();
      },
    });
    for (const [socket, other] of [
      [client, service],
      [service, client],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
    client.pipe(service);
    service.pipe(gate).pipe(client);
  }
}
