import type { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { UNAVAILABLE } from './time-limit';

interface Connection {
  readonly streams: StreamsClient;
  readonly since: number;
  /** Something came over it, or it was given up. */
  settled: boolean;
}

/**
 * Gives up a new connection over which no read was answered. It goes to a server that was cut off and that the others still name
 * as their leader. The client itself notices by a ping that is not answered, which can take half a minute.
 */
export class FreshConnections {
  private readonly known = new WeakMap<StreamsClient, Connection>();

  /** @param silence in milliseconds: so long must a connection be without any answer. */
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly silence: number,
  ) {}

  /**
   * Watches a read that is made right after this call, so that the client gives both the same connection.
   * @returns what to call once, when the read is over: with whether the server sent anything.
   */
  watch(): (answered: boolean) => void {
    const used = this.current().catch(() => undefined);
    return (answered) => void used.then((connection) => connection && this.judge(connection, answered));
  }

  private async current(): Promise<Connection> {
    const streams = await this.client['execute'](StreamsClient, 'watch', async (current) => current);
    const connection = this.known.get(streams) ?? { streams, since: performance.now(), settled: false };
    this.known.set(streams, connection);
    return connection;
  }

  private judge(connection: Connection, answered: boolean): void {
    if (connection.settled || (!answered && performance.now() - connection.since < this.silence)) return;
    connection.settled = true;
    if (!answered) this.giveUp(connection.streams);
  }

  /** The code makes the client look for the leader again and connect anew, as if the server had gone. */
  private giveUp(streams: StreamsClient): void {
    const gone = Object.assign(new Error('the server is silent'), { code: UNAVAILABLE, details: '' });
    void this.client['handleError'](streams, gone);
  }
}
