import { StoreUnavailable, type StoredEvent } from '#event-store';
import type { StreamDoubts } from './stream-doubts';
import type { WalkedLog } from './stream-check';
import type { StreamRules } from './stream-rules';

/** The first events of a stream, which are all that most streams have. */
const FIRST_PAGE = 8;

/** Of a long stream, so many events or so many UTF-16 units of text are read at a time. */
const PAGE = 500;
const PAGE_LENGTH = 512 * 1024;

/** How far a stream has been read. */
interface Reached {
  readonly revision: number;
  readonly position: number;
  readonly state: unknown;
}

interface Page {
  readonly events: readonly StoredEvent[];
  /** Whether the stream may go on behind it. */
  readonly isFull: boolean;
}

/**
 * Reads a stream from its beginning to its end, once, and doubts it when there is anything in it that is not as it should be. What
 * that is, and where, is not said here: `StreamCheck` looks at each event of a doubted stream by itself.
 */
export class StreamReader {
  constructor(
    private readonly log: WalkedLog,
    private readonly doubts: StreamDoubts,
  ) {}

  /** @throws StoreUnavailable */
  async read(stream: string, rules: StreamRules): Promise<void> {
    let reached: Reached | null = { revision: -1, position: -1, state: rules.initial };
    let size = FIRST_PAGE;
    while (reached) {
      const page = await this.page(stream, reached.revision + 1, size);
      const length: number = this.take(page.events, stream);
      reached = this.followed(page.events, reached, { stream, rules });
      if (!reached) this.doubts.doubt(stream);
      if (!page.isFull) return;
      size = pageSize(length / page.events.length);
    }
  }

  /** A stream that cannot be read is doubted, and has no events here. */
  private async page(stream: string, from: number, limit: number): Promise<Page> {
    try {
      const found = await this.log.store.readStream(stream, { from, limit });
      const events = found.filter(({ position }) => position <= this.log.upTo);
      return { events, isFull: events.length === limit };
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      this.doubts.doubt(stream);
      return { events: [], isFull: false };
    }
  }

  /** Tells how long they are together. */
  private take(events: readonly StoredEvent[], stream: string): number {
    let together = 0;
    for (const event of events) {
      const fingerprint = this.doubts.fingerprint(event);
      this.doubts.inStream({ ...fingerprint, stream });
      together += fingerprint.length;
    }
    return together;
  }

  /** `null` when an event is not the next of its stream, or none that the rules let follow. */
  private followed(
    events: readonly StoredEvent[],
    before: Reached,
    { stream, rules }: { readonly stream: string; readonly rules: StreamRules },
  ): Reached | null {
    let reached = before;
    for (const event of events) {
      const { revision, position } = event;
      const isNext =
        event.stream === stream && revision === reached.revision + 1 && position > reached.position;
      const { state, fault } = rules.follow(reached.state, event);
      if (!isNext || fault) return null;
      reached = { revision, position, state };
    }
    return reached;
  }
}

const pageSize = (eventLength: number): number =>
  Math.max(1, Math.min(PAGE, Math.floor(PAGE_LENGTH / eventLength)));
