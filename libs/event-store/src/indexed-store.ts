import type { EventStore, Position } from './event-store';

/** What the index of streams says of one event: where it stands. */
export interface IndexEntry {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}

/**
 * A log that tells what its index says, so that somebody can see whether the two agree. A server keeps its index to itself. While
 * others append, an event in a long stream may be told twice or not at all.
 */
export interface IndexedStore extends EventStore {
  /** In the order of the streams' names. @throws StoreUnavailable */
  indexEntries(): AsyncIterable<IndexEntry>;
}
