import {
  BACKWARDS,
  END,
  FORWARDS,
  START,
  type EventStoreDBClient,
  type ReadPosition,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { NO_POSITION, type Position, type ReadAllOptions, type StoredEvent } from '../event-store';
import type { KnownHistory } from './known-history';
import { readAhead } from './read-ahead';
import type { Reads } from './reads';
import { mayBeHidden, positionOf, storedEvents, toLogPosition, type WantedStreams } from './recorded-event';
import { isNoSuchPosition } from './time-limit';

const PAGE = 500;

export class LogReader {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly reads: Reads,
    private readonly isWanted: WantedStreams,
    private readonly history: KnownHistory,
  ) {}

  /**
   * The position of the log's last event, whoever's it is. The leader is asked: it has acknowledged all there is.
   * @throws StoreUnavailable when it lies before an event that was seen earlier, or is not answered within so many milliseconds.
   */
  async head(deadline: number): Promise<Position> {
    const earlier = this.history.latest();
    const [last] = await this.reads.attempted(
      () =>
        this.client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1, requiresLeader: true }),
      deadline,
    );
    this.history.demandNotBefore(last, earlier);
    this.history.note(last);
    return last ? positionOf(last) : NO_POSITION;
  }

  /**
   * Asks the leader whether a reader who has come to `position`, and saw that event there, still reads the same log.
   * @throws StoreUnavailable when it does not, or does not answer. @throws EventsLost when it has not for longer than the deadline.
   */
  async demandSameLog(position: Position, seen?: ResolvedEvent): Promise<void> {
    this.history.demandWhole();
    const mark = this.history.markFor(position, seen);
    if (!mark) return;
    const found = await this.startingAt(mark.position, 1, true);
    if (!this.history.isContinuedBy(found?.[0], mark)) this.history.doubt(mark);
    this.history.confirm(mark);
  }

  async *all({ limit = Infinity, onMayBeHidden, ...where }: ReadAllOptions): AsyncIterable<StoredEvent> {
    let left = limit;
    if (left <= 0) return;
    for await (const page of this.pages(where)) {
      if (onMayBeHidden) for (const stream of mayBeHidden(page)) onMayBeHidden(stream);
      for (const event of storedEvents(page, this.isWanted)) {
        yield event;
        left -= 1;
        if (left <= 0) return;
      }
    }
  }

  private pages({ direction, from }: ReadAllOptions): AsyncIterable<ResolvedEvent[]> {
    return direction === 'backwards' ? this.before(from) : this.after(from ?? NO_POSITION);
  }

  /**
   * The server reads forwards from a position inclusively, so each page begins with the last event of the one before. From a
   * position of no event it reads nothing: then the log is read from its start, as after the restore of an older backup.
   */
  private async *after(position: Position): AsyncIterable<ResolvedEvent[]> {
    let last = position;
    const first = await this.firstPage(position);
    const behind = (end: ResolvedEvent) => this.page(FORWARDS, toLogPosition(positionOf(end)));
    for await (const page of readAhead(first, PAGE, behind)) {
      const newer = page.filter((event) => positionOf(event) > last);
      yield newer;
      last = Math.max(last, ...newer.map(positionOf));
    }
  }

  private async firstPage(position: Position): Promise<ResolvedEvent[]> {
    if (position === NO_POSITION) return this.page(FORWARDS, START);
    const page = await this.startingAt(position, PAGE);
    this.history.note(page?.at(-1));
    return page ?? this.page(FORWARDS, START);
  }

  /**
   * Backwards it reads exclusively, so the event at the position itself is read by itself. From a position of no event it reads
   * nothing, and from one behind the end only forwards: then the log is read from its end.
   */
  private async *before(from: Position | undefined): AsyncIterable<ResolvedEvent[]> {
    if (from === NO_POSITION) return;
    if (from === undefined) return yield* this.backwards(END);
    const at = await this.startingAt(from, 1);
    this.history.note(at?.[0]);
    if (at) yield at.filter((event) => positionOf(event) === from);
    const start = at && at.length > 0 ? toLogPosition(from) : END;
    for await (const page of this.backwards(start)) yield page.filter((event) => positionOf(event) <= from);
  }

  private async *backwards(start: ReadPosition): AsyncGenerator<ResolvedEvent[], void, undefined> {
    for (let next = start; ;) {
      const page = await this.page(BACKWARDS, next);
      yield page;
      if (page.length < PAGE) return;
      next = toLogPosition(positionOf(page.at(-1)!));
    }
  }

  /** `null` where the server has no event at the position, and so reads nothing from there. */
  private async startingAt(
    position: Position,
    maxCount: number,
    requiresLeader = false,
  ): Promise<ResolvedEvent[] | null> {
    const fromPosition = toLogPosition(position);
    try {
      return await this.reads.attempted(() =>
        this.client.readAll({ direction: FORWARDS, fromPosition, maxCount, requiresLeader }),
      );
    } catch (error) {
      if (isNoSuchPosition(error)) return null;
      throw error;
    }
  }

  private async page(
    direction: 'forwards' | 'backwards',
    fromPosition: ReadPosition,
  ): Promise<ResolvedEvent[]> {
    const read = () => this.client.readAll({ direction, fromPosition, maxCount: PAGE });
    const page = await this.reads.attempted(read);
    this.history.note(direction === 'forwards' ? page.at(-1) : page[0]);
    return page;
  }
}
