import type { StoredEvent } from '#event-store';
import { inParallel } from './in-parallel';
import { rulesFor, type WalkedLog } from './stream-check';
import type { StreamDoubts } from './stream-doubts';
import { StreamReader } from './stream-reader';

/** How many streams are read at once: each may be a call. */
const STREAMS_AT_ONCE = 32;

/** What a walk makes of the streams of the events that it meets, in the order of the log. */
export interface StreamLook {
  /** How long an event is, in UTF-16 units of text; it is seen here first. */
  meet(event: StoredEvent): number;
  /** Looks at the streams of some events, all of which were met. @throws StoreUnavailable */
  look(events: readonly StoredEvent[]): Promise<void>;
}

/** Reads each stream by its index where it begins, once, and doubts those that are not what the log says. */
export class StreamsInIndex implements StreamLook {
  private readonly reader: StreamReader;

  constructor(
    private readonly log: WalkedLog,
    private readonly doubts: StreamDoubts,
  ) {
    this.reader = new StreamReader(log, doubts);
  }

  meet(event: StoredEvent): number {
    const fingerprint = this.doubts.fingerprint(event);
    this.doubts.inLog(fingerprint);
    if (!rulesFor(this.log, event.stream)) this.doubts.doubt(event.stream);
    return fingerprint.length;
  }

  async look(events: readonly StoredEvent[]): Promise<void> {
    const begun = events.filter(({ revision }) => revision === 0).map(({ stream }) => stream);
    await inParallel(begun, STREAMS_AT_ONCE, async (stream) => {
      const rules = rulesFor(this.log, stream);
      if (rules) await this.reader.read(stream, rules);
    });
  }
}
