import type { ExpectedRevision, NewEvent } from '#event-store';
import { newId } from '#platform';
import { dayOf } from './days';
import type { RecordKind } from './record-kind';

/**
 * How many records a batch may hold. The longest that the doors let through takes less than 4 KiB, so every batch is one that a
 * log takes at once; an ordinary record takes half a KiB.
 */
export const MAX_BATCH = 250;

/** Records of one day on their way into the log: the same event, with the same id, however often it is tried. */
export class RecordBatch<Kept> {
  readonly stream: string;
  readonly event: NewEvent;
  /** The place where it was tried last, or `null`. Trying it there again shows for certain whether it has been written. */
  triedAt: ExpectedRevision | null = null;

  private constructor(
    readonly records: readonly Kept[],
    { streamOf, at, encode }: RecordKind<Kept>,
  ) {
    this.stream = streamOf(dayOf(at(records[0]!)));
    this.event = { id: newId(), ...encode(records) };
  }

  /** Takes the next batch from the front of those that wait: at least one does. */
  static takenFrom<Kept>(waiting: Kept[], kind: RecordKind<Kept>): RecordBatch<Kept> {
    const day = dayOf(kind.at(waiting[0]!));
    let size = 1;
    while (size < Math.min(waiting.length, MAX_BATCH) && dayOf(kind.at(waiting[size]!)) === day) size += 1;
    return new RecordBatch(waiting.splice(0, size), kind);
  }
}
