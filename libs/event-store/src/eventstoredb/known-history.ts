import type { ResolvedEvent } from '@eventstore/db-client';
import { EventsLost, NO_POSITION, StoreUnavailable, type Position } from '../event-store';
import { isSystemEvent, positionOf, type WantedStreams } from './recorded-event';

/** An event by which a log is recognized. */
export interface Mark {
  readonly position: Position;
  /** Absent: only its position is known. */
  readonly id?: string;
  /** The server or another application may remove it; the caller's own events stay. */
  readonly mayGo: boolean;
}

/**
 * The last event that the server has shown. A log only grows, so the server must go on holding it, and no head may lie before it.
 * One that does is refused at once. A node that was cut off from its cluster may say so for a while, too; so only a log that
 * lacks the event for longer than the deadline counts as an older backup.
 */
export class KnownHistory {
  private last: Mark | null = null;
  private readonly doubtedSince = new Map<Position, number>();
  private lost: EventsLost | null = null;

  constructor(
    private readonly isWanted: WantedStreams,
    private readonly deadline: number,
  ) {}

  /** The last event that was seen. */
  latest(): Mark | null {
    return this.last;
  }

  /** What shows that a reader who has come to this position still reads the same log; `null` before the first event. */
  markFor(position: Position, seen?: ResolvedEvent): Mark | null {
    if (seen) return this.markOf(seen);
    if (this.last?.position === position) return this.last;
    return position === NO_POSITION ? null : { position, mayGo: false };
  }

  note(seen: ResolvedEvent | undefined): void {
    if (!seen) return;
    const mark = this.markOf(seen);
    if (mark.position >= (this.last?.position ?? NO_POSITION)) this.last = mark;
  }

  /** @throws StoreUnavailable when the end of the log lies before an event that was seen earlier, or in its place. */
  demandNotBefore(head: ResolvedEvent | undefined, earlier: Mark | null): void {
    if (!earlier) return;
    if (!head) throw lacking(earlier.position);
    const { position, id } = this.markOf(head);
    if (position < earlier.position || (position === earlier.position && id !== earlier.id)) {
      throw lacking(earlier.position);
    }
  }

  /** Whether the first event that the server has at or after the mark's position shows that it is the same log. */
  isContinuedBy(found: ResolvedEvent | undefined, mark: Mark): boolean {
    if (!found) return false;
    const { position, id } = this.markOf(found);
    if (position > mark.position) return mark.mayGo;
    return position === mark.position && (mark.id === undefined || id === mark.id);
  }

  confirm({ position }: Mark): void {
    this.doubtedSince.delete(position);
  }

  /** The server was asked for the event, and lacks it. @throws StoreUnavailable, and EventsLost after the deadline. */
  doubt({ position }: Mark): never {
    const since = this.doubtedSince.get(position) ?? performance.now();
    this.doubtedSince.set(position, since);
    if (performance.now() - since < this.deadline) throw lacking(position);
    this.lost = new EventsLost(
      `The server no longer holds the event at position ${position}: an older backup was restored while the service ran. ` +
        'Stop every process of this ledger, and restore a newer backup. Each refuses to start until then.',
    );
    throw this.lost;
  }

  /** @throws EventsLost once it is known. */
  demandWhole(): void {
    if (this.lost) throw this.lost;
  }

  private markOf(seen: ResolvedEvent): Mark {
    const recorded = seen.link ?? seen.event!;
    const mayGo = isSystemEvent(recorded) || !this.isWanted(recorded.streamId);
    return { position: positionOf(seen), id: recorded.id, mayGo };
  }
}

const lacking = (position: Position): StoreUnavailable =>
  new StoreUnavailable(`the server lacks the event at position ${position}, which it held before`);
