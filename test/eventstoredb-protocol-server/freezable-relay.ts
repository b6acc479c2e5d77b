import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * Stands between a client and a server and can freeze: connections stay open, new ones are accepted, and nothing gets through,
 * as when a machine stops or a network swallows packets.
 */
export class FreezableRelay {
  private readonly sockets = new Set<Socket>();
  private frozen = false;
  /** How many connections clients have made, ended ones included. */
  connections = 0;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async to(target: number): Promise<FreezableRelay> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const relay = new FreezableRelay(server, (server.address() as AddressInfo).port);
    server.on('connection', (client) => relay.join(client, connect(target, '127.0.0.1')));
    return relay;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** Lets new connections through. Those that were frozen stay so for ever. */
  abandonFrozen(): void {
    this.frozen = false;
  }

  thaw(): void {
    this.frozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private join(client: Socket, server: Socket): void {
    this.connections++;
    this.passOn(client, server);
    this.passOn(server, client);
  }

  private passOn(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.setNoDelay(true);
    from.on('data', (chunk) => to.write(chunk));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
    if (this.frozen) from.pause();
  }
}
