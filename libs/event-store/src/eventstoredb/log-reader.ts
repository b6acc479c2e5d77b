import {
  BACKWARDS,
  END,
  FORWARDS,
  START,
  type EventStoreDBClient,
  type ReadPosition,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import {
  NO_POSITION,
  StoreUnavailable,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
} from '../event-store';
import { collect } from './reads';
import { positionOf, storedEvents, toLogPosition } from './recorded-event';
import { isMissingStream, retried, type TimeLimits } from './time-limit';

const PAGE = 500;

export class LogReader {
  private closed = false;

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly limits: TimeLimits,
  ) {}

  close(): void {
    this.closed = true;
  }

  async stream(stream: string, options: ReadStreamOptions): Promise<StoredEvent[]> {
    const { direction = 'forwards', from, limit } = options;
    if (limit === 0) return [];
    const end = direction === 'forwards' ? START : END;
    const fromRevision = from === undefined ? end : BigInt(from);
    try {
      const events = await this.attempted(() =>
        this.client.readStream(stream, { direction, fromRevision, maxCount: limit }),
      );
      return [...storedEvents(events)];
    } catch (error) {
      if (isMissingStream(error)) return [];
      throw error;
    }
  }

  /** The position of the log's last event, whoever's it is. The leader is asked: it has acknowledged all there is. */
  async head(): Promise<Position> {
    const [last] = await this.attempted(() =>
      this.client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1, requiresLeader: true }),
    );
    return last ? positionOf(last) : NO_POSITION;
  }

  async *all({ limit = Infinity, ...where }: ReadAllOptions): AsyncIterable<StoredEvent> {
    let left = limit;
    if (left <= 0) return;
    for await (const page of this.pages(where)) {
      for (const event of storedEvents(page)) {
        yield event;
        left -= 1;
        if (left <= 0) return;
      }
    }
  }

  private pages({ direction, from }: ReadAllOptions): AsyncIterable<ResolvedEvent[]> {
    return direction === 'backwards' ? this.before(from) : this.after(from ?? NO_POSITION);
  }

  /** The server reads forwards from a position inclusively, so each page begins with the last event of the one before. */
  private async *after(position: Position): AsyncIterable<ResolvedEvent[]> {
    let last = position;
    for (;;) {
      const page = await this.page(FORWARDS, last === NO_POSITION ? START : toLogPosition(last));
      const rest = page.filter((event) => positionOf(event) > last);
      if (rest.length > 0) yield rest;
      if (page.length < PAGE) return;
      last = positionOf(page.at(-1)!);
    }
  }

  /** Backwards it reads exclusively, so the event at the position itself is read by itself. */
  private async *before(from: Position | undefined): AsyncIterable<ResolvedEvent[]> {
    if (from === NO_POSITION) return;
    let next: ReadPosition = from === undefined ? END : toLogPosition(from);
    if (from !== undefined) {
      const at = await this.page(FORWARDS, next, 1);
      yield at.filter((event) => positionOf(event) === from);
    }
    for (;;) {
      const page = await this.page(BACKWARDS, next);
      yield page;
      if (page.length < PAGE) return;
      next = toLogPosition(positionOf(page.at(-1)!));
    }
  }

  private async page(
    direction: 'forwards' | 'backwards',
    fromPosition: ReadPosition,
    maxCount = PAGE,
  ): Promise<ResolvedEvent[]> {
    const read = () => this.client.readAll({ direction, fromPosition, maxCount });
    return this.attempted(read);
  }

  private attempted<E>(read: () => StreamingRead<E>): Promise<E[]> {
    return retried(this.limits, 'the log cannot be read', async (milliseconds) => {
      if (this.closed) throw new StoreUnavailable('the store is closed');
      return collect(read(), milliseconds);
    });
  }
}
