import { setImmediate as turn } from 'node:timers/promises';
import type { Batch, Position, Subscription } from '../event-store';
import type { LogReader } from './log-reader';

const BATCH = 1000;
const POLL_INTERVAL = 100;

/** Tells subscriptions that the log has grown: at once by this process, or seen to have been by another. */
export class Feed {
  private readonly subscriptions = new Set<EmbeddedSubscription>();
  private seen: Position;
  private poll: NodeJS.Timeout | undefined;

  constructor(private readonly reader: LogReader) {
    this.seen = reader.head();
  }

  subscribe(after: Position | 'end'): Subscription {
    const start = after === 'end' ? this.look() : after;
    const subscription = new EmbeddedSubscription(this.reader, start, () => this.leave(subscription));
    this.subscriptions.add(subscription);
    this.poll ??= setInterval(() => this.look(), POLL_INTERVAL).unref();
    return subscription;
  }

  /** The log's head; subscriptions that do not know of it yet are woken. */
  look(): Position {
    const head = this.reader.head();
    this.reached(head);
    return head;
  }

  reached(head: Position): void {
    if (head <= this.seen) return;
    this.seen = head;
    for (const subscription of this.subscriptions) subscription.wake();
  }

  async close(): Promise<void> {
    for (const subscription of [...this.subscriptions]) await subscription.close();
  }

  private leave(subscription: EmbeddedSubscription): void {
    this.subscriptions.delete(subscription);
    if (this.subscriptions.size > 0) return;
    clearInterval(this.poll);
    this.poll = undefined;
  }
}

/**
 * Reads a batch when it is asked for one, and sleeps when there is none: nothing is read ahead of a slow consumer, and
 * catching up leaves turns to others.
 */
class EmbeddedSubscription implements Subscription {
  private isClosed = false;
  private wakeUp: (() => void) | undefined;

  constructor(
    private readonly reader: LogReader,
    private position: Position,
    private readonly onClose: () => void,
  ) {}

  wake(): void {
    this.wakeUp?.();
    this.wakeUp = undefined;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.onClose();
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Batch> {
    try {
      while (!this.isClosed) {
        const events = this.reader.after(this.position, BATCH);
        if (events.length === 0) {
          await new Promise<void>((resolve) => (this.wakeUp = resolve));
          continue;
        }
        this.position = events[events.length - 1]!.position;
        yield { events, position: this.position };
        if (events.length === BATCH) await turn();
      }
    } finally {
      await this.close();
    }
  }
}
