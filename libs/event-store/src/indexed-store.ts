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

  /**
   * Where the index says that a stream's events are, as it is asked when the stream is read: those from the revision `from` on, in
   * their order and at most `limit`.
   * @throws StoreUnavailable
   * @throws DamagedEvent for a position at which a look-up finds nothing.
   * @throws Error when the index has lost a part of the stream.
   */
  streamPositions(
    stream: string,
    options: { readonly from: number; readonly limit: number },
  ): Promise<readonly Position[]>;
}

/** Whether a log lets others see its index of streams, which may then disagree with the log. */
export const isIndexed = <Store extends object>(store: Store): store is Store & IndexedStore =>
  'indexEntries' in store;
