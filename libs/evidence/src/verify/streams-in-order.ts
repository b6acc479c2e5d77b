import type { StoredEvent } from '#event-store';
import { Histories } from './histories';
import { inParallel } from './in-parallel';
import { rulesFor, type WalkedLog } from './stream-check';
import type { StreamDoubts } from './stream-doubts';
import type { StreamRules } from './stream-rules';

/** How many streams that are not at hand are read again at once: each is a call. */
const STREAMS_AT_ONCE = 32;

/**
 * Follows each stream as its events come in the order of the log, and doubts it where one is not the next. A store keeps one record
 * of an event for the log and the stream, so it need not be asked for the stream too. What went on long ago is read again.
 */
export class StreamsInOrder {
  private readonly histories: Histories;

  constructor(
    private readonly log: WalkedLog,
    private readonly doubts: StreamDoubts,
  ) {
    this.histories = new Histories(log.store);
  }

  /** Looks at the streams of some events, which are to be given in the order of the log. @throws StoreUnavailable */
  async look(events: readonly StoredEvent[]): Promise<void> {
    await inParallel([...byStream(events)], STREAMS_AT_ONCE, async ([stream, ofStream]) => {
      const rules = rulesFor(this.log, stream);
      if (!rules || !(await this.follow(ofStream, rules))) this.doubts.doubt(stream);
    });
  }

  /** Answers whether each is the next of the stream, and one that the rules let follow. */
  private async follow(events: readonly StoredEvent[], rules: StreamRules): Promise<boolean> {
    for (const event of events) {
      const isNext = this.histories.mayGoOnWith(event);
      const before = isNext && (await this.histories.before(event, rules));
      if (!before) return false;
      const { state, fault } = rules.follow(before.state, event);
      if (fault) return false;
      this.histories.after(event, state);
    }
    return true;
  }
}

function byStream(events: readonly StoredEvent[]): Map<string, StoredEvent[]> {
  const streams = new Map<string, StoredEvent[]>();
  for (const event of events) {
    const ofStream = streams.get(event.stream);
    if (ofStream) ofStream.push(event);
    else streams.set(event.stream, [event]);
  }
  return streams;
}
