import { NO_POSITION, type EventStore, type Position, type StoredEvent } from '#event-store';
import { standInFor } from '../damaged-event';

/**
 * Reads the log a few events at a time, through one read for as long as that has more: on a server, each read begins with requests
 * of its own, and has pages on their way when it ends.
 */
export class LogCursor {
  private reading: AsyncIterator<StoredEvent> | undefined;
  private position: Position = NO_POSITION;

  constructor(private readonly store: Pick<EventStore, 'readAll'>) {}

  /** The next events after a position: fewer than `count` only where the log ends. A stand-in takes the place of a damaged one. */
  async after(position: Position, count: number): Promise<StoredEvent[]> {
    if (position !== this.position) await this.close();
    this.position = position;
    const events: StoredEvent[] = [];
    while (events.length < count) {
      const event = await this.next();
      if (!event) break;
      this.position = event.position;
      events.push(event);
    }
    return events;
  }

  /** Ends the read that is open. */
  async close(): Promise<void> {
    const { reading } = this;
    this.reading = undefined;
    await reading?.return?.();
  }

  /** `null` at the end of the log as it was when it was read: the next one is looked for by a new read. */
  private async next(): Promise<StoredEvent | null> {
    this.reading ??= this.store.readAll({ from: this.position })[Symbol.asyncIterator]();
    try {
      const next = await this.reading.next();
      if (!next.done) return next.value;
      this.reading = undefined;
      return null;
    } catch (error) {
      this.reading = undefined;
      return standInFor(error);
    }
  }
}
