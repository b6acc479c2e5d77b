import type { EventStore, StoredEvent } from './event-store';

/**
 * A log that the events of another can be brought into as they were: from a backup, or on the way from one kind of store to
 * another. What people know them by stays: order, ids, revisions, and the positions that `knownPosition` tells.
 */
export interface RestorableStore extends EventStore {
  /**
   * Begins to look through everything that is to be restored, before anything is. The positions of what is appended afterwards
   * have to lie behind those that are kept, and that depends on the whole.
   */
  restoreCheck(): RestoreCheck;

  /**
   * Appends events of any streams in exactly the order given, each known by its position there. Resolves when they are durable.
   * The embedded log takes all of them or none; a server takes them one after the other, and on failure holds the first of them.
   * The same events may be restored again.
   * @throws CannotRestore when one is not the next of its stream, or does not lie behind what is in the log.
   * @throws StoreUnavailable when the outcome could not be learned in time.
   */
  restore(events: readonly StoredEvent[]): Promise<void>;

  /** The ids of other processes that have the log open, as far as the store can tell: a server does not say. */
  otherProcesses(): readonly number[];
}

/** Takes the events of one log one by one, in their order. @throws CannotRestore for the first that the store could not take. */
export type RestoreCheck = (event: StoredEvent) => void;

/** These events cannot be in this log as they were in theirs. The message says why, in a sentence. */
export class CannotRestore extends Error {
  override readonly name = 'CannotRestore';
}
