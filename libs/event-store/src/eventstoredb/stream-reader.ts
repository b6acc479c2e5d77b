import { BACKWARDS, END, START, type EventStoreDBClient, type ResolvedEvent } from '@eventstore/db-client';
import {
  StoreUnavailable,
  StreamDeleted,
  type Position,
  type ReadStreamOptions,
  type StoredEvent,
} from '../event-store';
import type { Reads } from './reads';
import { storedEvents, type WantedStreams } from './recorded-event';
import { isDeletedStream, isMissingStream } from './time-limit';

/** What an event of the server's own holds, and its place in its stream. */
interface StoredContent {
  readonly revision: number;
  readonly data: object;
}

/** By what the server is asked to keep no more of a stream than its end, or nothing. */
const CUTS = ['$tb', '$maxCount', '$maxAge'];

export class StreamReader {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly reads: Reads,
    private readonly isWanted: WantedStreams,
  ) {}

  async stream(stream: string, options: ReadStreamOptions): Promise<StoredEvent[]> {
    if (options.limit === 0) return [];
    const events = await this.resolved(stream, options);
    if (options.from === undefined) await this.demandWhole(stream, events, options);
    return [...storedEvents(events ?? [], this.isWanted)];
  }

  /** @throws StoreUnavailable */
  async positionAt(stream: string, revision: number): Promise<Position> {
    const [event] = await this.stream(stream, { from: revision, limit: 1 });
    if (!event) throw new StoreUnavailable('the append was written, and its position cannot be read');
    return event.position;
  }

  /** The last event of a stream of the server's own, which `stream` leaves out. */
  async lastOwn(stream: string): Promise<StoredContent | undefined> {
    const options = { direction: BACKWARDS, fromRevision: END, maxCount: 1, requiresLeader: true } as const;
    const [last] = (await this.unlessMissing(stream, () => this.client.readStream(stream, options))) ?? [];
    return last?.event && { revision: Number(last.event.revision), data: last.event.data as object };
  }

  /** `undefined` for a stream that does not exist, or was deleted. A follower may not have the newest event, so the leader is asked. */
  private resolved(
    stream: string,
    { direction = 'forwards', from, limit: maxCount }: ReadStreamOptions,
  ): Promise<ResolvedEvent[] | undefined> {
    const end = direction === 'forwards' ? START : END;
    const fromRevision = from === undefined ? end : BigInt(from);
    return this.unlessMissing(stream, () =>
      this.client.readStream(stream, { direction, fromRevision, maxCount, requiresLeader: true }),
    );
  }

  /** @throws StreamDeleted when the server says that it was. */
  private async unlessMissing(
    stream: string,
    read: () => ReturnType<EventStoreDBClient['readStream']>,
  ): Promise<ResolvedEvent[] | undefined> {
    try {
      return await this.reads.attempted(read);
    } catch (error) {
      if (isMissingStream(error)) return undefined;
      throw isDeletedStream(error) ? new StreamDeleted(stream) : error;
    }
  }

  /** A deleted stream is missing as one that never was, but for what the server notes about it. @throws StreamDeleted */
  private async demandWhole(
    stream: string,
    events: readonly ResolvedEvent[] | undefined,
    options: ReadStreamOptions,
  ): Promise<void> {
    const isCut = events ? !reachesStart(events, options) : await this.isNotedAsCut(stream);
    if (isCut) throw new StreamDeleted(stream);
  }

  private async isNotedAsCut(stream: string): Promise<boolean> {
    const noted = await this.lastOwn(`$$${stream}`);
    return noted !== undefined && CUTS.some((name) => name in noted.data);
  }
}

/** Whether all that lies between the start of a stream and its first event that was read is there. */
function reachesStart(read: readonly ResolvedEvent[], { direction, limit }: ReadStreamOptions): boolean {
  if (direction === 'backwards' && read.length === limit) return true;
  const earliest = direction === 'backwards' ? read.at(-1) : read[0];
  return earliest?.event?.revision === 0n;
}
