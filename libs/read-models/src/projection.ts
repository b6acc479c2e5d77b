import type { ConsentEvent, ReadableEvent, Recorded } from '#consent';
import type { RowWords } from './row-words';

/** Names a row within its read model. Keys sort part by part: numbers by size before strings by code unit. */
export type Key = readonly (string | number)[];

/** What a projection sees of its rows while it applies an event. */
export interface RowReader<Row> {
  get(key: Key): Row | null;
}

/** A read model's rows at one moment. */
export interface Rows<Row> extends RowReader<Row> {
  /** The rows whose key begins with `prefix`, in key order; with `from`, only those whose key is `from` or later. */
  scan(prefix: Key, from?: Key): Iterable<{ readonly key: Key; readonly row: Row }>;
}

/** A row to write, or to delete (`null`). There is no third: an event that is forgotten must not look like a deletion. */
export interface Change<Row> {
  readonly key: Key;
  readonly row: Row | null;
}

/**
 * How one question's rows follow from the events. Applying an event twice leaves the same rows as applying it once.
 * `version` grows with every change of its rows' shape or meaning, or of `words`: rows of another version are built again.
 */
export interface EventProjection<Row> {
  readonly name: string;
  readonly version: number;
  readonly words: RowWords;
  apply(recorded: Recorded<ConsentEvent>, rows: RowReader<Row>): readonly Change<Row>[];
}

/** The same, of a history in which something may be unreadable. */
export interface Projection<Row> extends Pick<EventProjection<Row>, 'name' | 'version' | 'words'> {
  apply(event: ReadableEvent, rows: RowReader<Row>): readonly Change<Row>[];
}
