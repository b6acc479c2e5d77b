import { StoreUnavailable, type IndexedStore, type Position, type StoredEvent } from '#event-store';
import type { StreamDoubts } from './stream-doubts';

/** How many positions of a long stream are asked for at a time. */
const PAGE = 1000;

/**
 * Asks the index of a log for each stream where it begins, once, and doubts those for which it names other places than the log has.
 * A look-up by position and a walk meet the same record, so it is enough that the index leads to the right positions, and that a
 * look-up finds something there.
 */
export class StreamsInIndex {
  constructor(
    private readonly store: Pick<IndexedStore, 'streamPositions'>,
    /** The last position that is walked. */
    private readonly upTo: Position,
    private readonly doubts: StreamDoubts,
  ) {}

  /** Events are to be given in the order of the log. @throws StoreUnavailable */
  async look(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) {
      this.doubts.inLog(event);
      if (event.revision === 0) await this.takeAway(event.stream);
    }
  }

  /** A stream whose places cannot be read is doubted. */
  private async takeAway(stream: string): Promise<void> {
    try {
      let from = 0;
      while ((await this.takePage(stream, from)) === PAGE) from += PAGE;
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      this.doubts.doubt(stream);
    }
  }

  /** Answers how many places there are. */
  private async takePage(stream: string, from: number): Promise<number> {
    const positions = await this.store.streamPositions(stream, { from, limit: PAGE });
    for (const [ahead, position] of positions.entries()) {
      if (position <= this.upTo) this.doubts.inIndex({ stream, revision: from + ahead, position });
    }
    return positions.length;
  }
}
