import type { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { WrongExpectedRevision } from '../event-store';
import type { Acknowledged } from './append-answer';
import { AppendCall } from './append-call';
import type { AppendRequest } from './append-request';
import { within } from './time-limit';

/**
 * Appends over the client's connection, but not by its `appendToStream`. That keeps the appends of all clients of a process in one
 * map, so one broken call rejects those of others, whose answers then throw where nobody can catch; it waits for ever on a silent
 * server; and once the features of a server could not be asked, it may fail for ever.
 */
export class Appender {
  private call: AppendCall | undefined;
  private opening: Promise<AppendCall> | undefined;

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly silence: number,
  ) {}

  async send(append: AppendRequest, milliseconds: number): Promise<Acknowledged | WrongExpectedRevision> {
    if (this.call && !this.call.isBroken) return this.call.send(append, milliseconds);
    const end = performance.now() + milliseconds;
    const call = await within(milliseconds, this.open());
    return call.send(append, Math.max(1, end - performance.now()));
  }

  end(): void {
    this.call?.end();
  }

  private open(): Promise<AppendCall> {
    this.opening ??= this.connect().finally(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  /** Only the leader is asked: another node would pass the append on, and its reads would lag behind it. */
  private async connect(): Promise<AppendCall> {
    const { client } = this;
    const create = client['GRPCStreamCreator'](StreamsClient, 'batchAppend', (streams) =>
      streams.batchAppend(...client['callArguments']({ requiresLeader: true }, { deadline: Infinity })),
    );
    this.call = new AppendCall(await create(), this.silence);
    return this.call;
  }
}
