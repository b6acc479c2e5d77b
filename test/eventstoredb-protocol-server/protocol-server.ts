import { Server } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { append, batchAppend } from './append-service';
import { gossip, supportedMethods } from './cluster-services';
import { softDelete, tombstone } from './delete-service';
import { healthy, noCounts, type Counts, type Faults } from './faults';
import { MemoryLog } from './memory-log';
import { read } from './read-service';
import { unavailable } from './refusals';
import { credentialsOf, type Security } from './security';
import type { ServerState } from './server-state';

export interface ProtocolServerOptions {
  /** Default: any that is free. */
  readonly port?: number;
  /** An event of the server's own after every so many appends; 0 for none. Default 5. */
  readonly systemEventEvery?: number;
  /** Default: none, as on a server that was started with `--insecure`. */
  readonly security?: Security;
}

/**
 * Speaks EventStoreDB's protocol on a loopback port, with its log in memory, so that the real client can be tested against the
 * server's bad days. A test tool: it keeps nothing.
 */
export class ProtocolServer {
  private server: Server | undefined;

  private constructor(private readonly state: ServerState) {}

  static async start(options: ProtocolServerOptions = {}): Promise<ProtocolServer> {
    const { port = 0, systemEventEvery, security } = options;
    const server = new ProtocolServer({
      log: new MemoryLog(undefined, systemEventEvery),
      faults: healthy(),
      counts: noCounts(),
      subscriptions: new Set(),
      underWay: new Set(),
      security,
      port,
    });
    await server.comeBack();
    return server;
  }

  get port(): number {
    return this.state.port;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  get log(): MemoryLog {
    return this.state.log;
  }

  get counts(): Counts {
    return this.state.counts;
  }

  get faults(): Faults {
    return this.state.faults;
  }

  /** Misbehaves in the named ways from now on. */
  misbehave(faults: Partial<Faults>): void {
    Object.assign(this.state.faults, faults);
  }

  heal(): void {
    this.misbehave(healthy());
  }

  /** Breaks off all subscriptions under way. */
  dropSubscriptions(): void {
    for (const call of this.state.subscriptions) call.emit('error', unavailable('dropped'));
  }

  /** Closes the port and all connections at once. The log stays. */
  die(): void {
    this.server?.forceShutdown();
    this.server = undefined;
  }

  /** Listens again, on the port it had. */
  async comeBack(): Promise<void> {
    const server = new Server();
    server.addService(StreamsService, {
      read: read(this.state),
      append: append(this.state),
      batchAppend: batchAppend(this.state),
      delete: softDelete(this.state),
      tombstone: tombstone(this.state),
    });
    server.addService(GossipService, { read: gossip(this.state) });
    server.addService(ServerFeaturesService, { getSupportedMethods: supportedMethods });
    this.state.port = await bound(server, this.state);
    this.server = server;
  }
}

function bound(server: Server, { port, security }: ServerState): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, credentialsOf(security), (error, actual) =>
      error ? reject(error) : resolve(actual),
    );
  });
}
