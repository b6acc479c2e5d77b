import { isIndexed, StoreUnavailable, type EventStore, type Position, type StoredEvent } from '#event-store';
import type { StreamRules } from './stream-rules';

/**
 * How many streams' states are kept at hand: those of events that are near each other in the log. A state may be some kB. One that is
 * not at hand is a call to a server, and some microseconds where the log is this process's own.
 */
const MOST_AT_HAND = { ofServer: 50_000, own: 4_000 };

/** How many events of a long stream are read at a time. */
const PAGE = 500;

interface History {
  readonly revision: number;
  readonly position: Position;
  readonly state: unknown;
}

/** The state of each stream before its next event, for as many streams as there may be: those not at hand are read again. */
export class Histories {
  private readonly atHand = new Map<string, History>();

  private readonly mostAtHand: number;

  constructor(private readonly store: Pick<EventStore, 'readStream'>) {
    this.mostAtHand = isIndexed(store) ? MOST_AT_HAND.own : MOST_AT_HAND.ofServer;
  }

  /** Whether the event is the next of its stream, as far as the stream is at hand. */
  mayGoOnWith({ stream, revision }: StoredEvent): boolean {
    const history = this.atHand.get(stream);
    return !history || history.revision === revision - 1;
  }

  /** `null` when the events before it are not all where they should be. @throws StoreUnavailable */
  async before(event: StoredEvent, rules: StreamRules): Promise<{ readonly state: unknown } | null> {
    if (event.revision === 0) return { state: rules.initial };
    const history = this.atHand.get(event.stream);
    if (history?.revision === event.revision - 1) return history;
    return this.readBefore(event, rules);
  }

  after({ stream, revision, position }: StoredEvent, state: unknown): void {
    this.atHand.delete(stream);
    this.atHand.set(stream, { revision, position, state });
    if (this.atHand.size > this.mostAtHand) this.atHand.delete(this.atHand.keys().next().value!);
  }

  private async readBefore(event: StoredEvent, rules: StreamRules): Promise<History | null> {
    let history: History = { revision: -1, position: -1, state: rules.initial };
    while (history.revision < event.revision - 1) {
      const from = history.revision + 1;
      const page = await this.page(event.stream, from, Math.min(PAGE, event.revision - from));
      if (page.length === 0) return null;
      for (const next of page) {
        if (!isNext(next, history, event)) return null;
        const { state } = rules.follow(history.state, next);
        history = { revision: next.revision, position: next.position, state };
      }
    }
    return history;
  }

  /** A stream that cannot be read has no events here: the walk reports that where it meets them. */
  private async page(stream: string, from: number, limit: number): Promise<readonly StoredEvent[]> {
    try {
      return await this.store.readStream(stream, { from, limit });
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      return [];
    }
  }
}

const isNext = (next: StoredEvent, before: History, event: StoredEvent): boolean =>
  next.stream === event.stream &&
  next.revision === before.revision + 1 &&
  next.position > before.position &&
  next.position < event.position;
