import {
  START,
  type AllStreamSubscription,
  type EventStoreDBClient,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { setTimeout as delay } from 'node:timers/promises';
import {
  EventsLost,
  NO_POSITION,
  type Batch,
  type Position,
  type StoredEvent,
  type Subscription,
} from '../event-store';
import { BatchBuffer } from './batch-buffer';
import { positionOf, storedEvents, toLogPosition, type WantedStreams } from './recorded-event';
import { backoff } from './time-limit';

const BATCH = 500;

export interface SubscriptionOwner {
  /** Whose events are handed out. */
  readonly isWanted: WantedStreams;
  /** @throws when the log is not the one in which the subscription has come to the position, or `last` was not there. */
  demandSameLog(position: Position, last: ResolvedEvent | undefined): Promise<void>;
  /** The server has handed out everything up to this event. */
  onSeen(last: ResolvedEvent): void;
  /** The subscription broke off, and will begin again by itself. */
  onTrouble(subscription: Subscription, error: Error): void;
  /** The server has taken it. */
  onFollowing(subscription: Subscription): void;
  onClosed(subscription: Subscription): void;
}

/**
 * The whole log, consumed with `for await` only: events handled by listeners that wait would overtake one another. It is not
 * filtered, because the positions of the server's own events must be passed too, or a reader waiting for the head waits in vain.
 */
export class AllSubscription implements Subscription {
  private readonly closing = new AbortController();
  private readonly closed: Promise<undefined>;
  private position: Position = NO_POSITION;
  private last: ResolvedEvent | undefined;
  private failures = 0;

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly start: () => Promise<Position>,
    private readonly owner: SubscriptionOwner,
  ) {
    this.closed = new Promise((resolve) => {
      this.closing.signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    void this.closed.then(() => owner.onClosed(this));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Batch, void, undefined> {
    try {
      if (!(await this.started())) return;
      while (!this.isClosed) {
        yield* this.live();
        await this.pause();
      }
    } finally {
      this.closing.abort();
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
  }

  private get isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  /** Finds out where to start, however long the store cannot tell. */
  private async started(): Promise<boolean> {
    while (!this.isClosed) {
      try {
        const start = await Promise.race([this.start(), this.closed]);
        if (start === undefined) return false;
        this.position = start;
        return true;
      } catch (error) {
        this.owner.onTrouble(this, error as Error);
        await this.pause();
      }
    }
    return false;
  }

  /** The batches of one call to the server, until it breaks or ends. */
  private async *live(): AsyncGenerator<Batch, void, undefined> {
    const buffer = new BatchBuffer<ResolvedEvent>(BATCH);
    const source = this.subscribe();
    const accepted = new Promise<unknown>((resolve) => source.once('confirmation', resolve));
    const stop = (): void => {
      buffer.end();
      source.destroy();
      source.unsubscribe().catch(() => undefined);
    };
    this.closing.signal.addEventListener('abort', stop, { once: true });
    void this.fill(buffer, source);
    try {
      if (!(await this.isSameLog())) return;
      void accepted.then(() => this.owner.onFollowing(this));
      for (let taken = await buffer.take(); taken && !this.isClosed; taken = await buffer.take()) {
        this.failures = 0;
        yield* this.batches(taken);
      }
    } finally {
      this.closing.signal.removeEventListener('abort', stop);
      stop();
    }
  }

  /**
   * Looked at once the subscription is on its way, since what it is answered then comes from the same server.
   * @throws EventsLost when the log will not have it again.
   */
  private async isSameLog(): Promise<boolean> {
    try {
      await Promise.race([this.owner.demandSameLog(this.position, this.last), this.closed]);
      return !this.isClosed;
    } catch (error) {
      if (error instanceof EventsLost) throw error;
      this.owner.onTrouble(this, error as Error);
      return false;
    }
  }

  /** What comes before a damaged event is handed out before its error. */
  private *batches(taken: readonly ResolvedEvent[]): Generator<Batch, void, undefined> {
    const events: StoredEvent[] = [];
    try {
      for (const event of storedEvents(taken, this.owner.isWanted)) events.push(event);
    } catch (damage) {
      const before = events.at(-1);
      if (before) yield { events, position: before.position };
      throw damage;
    }
    this.last = taken.at(-1)!;
    this.position = positionOf(this.last);
    this.owner.onSeen(this.last);
    yield { events, position: this.position };
  }

  private subscribe(): AllStreamSubscription {
    const fromPosition = this.position === NO_POSITION ? START : toLogPosition(this.position);
    const source = this.client.subscribeToAll({ fromPosition });
    source.on('error', (error) => source.destroy(error));
    return source;
  }

  private async fill(buffer: BatchBuffer<ResolvedEvent>, source: AllStreamSubscription): Promise<void> {
    try {
      for await (const event of source) await buffer.put(event);
    } catch (error) {
      if (!this.isClosed) this.owner.onTrouble(this, error as Error);
    } finally {
      buffer.end();
    }
  }

  private async pause(): Promise<void> {
    const { signal } = this.closing;
    await delay(backoff(this.failures++), undefined, { signal }).catch(() => undefined);
  }
}
