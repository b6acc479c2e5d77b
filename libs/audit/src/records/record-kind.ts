import type { Instant } from '#consent';
import type { NewEvent, StoredEvent } from '#event-store';
import type { Day } from './days';

/** One kind of record that is kept day by day: what distinguishes it from the others. */
export interface RecordKind<Kept> {
  /** The stream that holds the records of a day. */
  readonly streamOf: (day: Day) => string;
  /** When it happened. */
  readonly at: (record: Kept) => Instant;
  /** How a batch of them is stored: an event. */
  readonly encode: (records: readonly Kept[]) => Omit<NewEvent, 'id'>;
  /** The records of a stored batch. Throws when this build cannot read it. */
  readonly decode: (stored: StoredEvent) => readonly Kept[];
}
