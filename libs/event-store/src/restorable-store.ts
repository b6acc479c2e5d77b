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

  /** The mark of a restoration that was begun and has not been read back; `undefined` when there is none. @throws StoreUnavailable */
  restorationUnderWay(): Promise<RestorationMark | undefined>;

  /** Sets the mark, or removes it with `undefined`. Resolves when that is durable. @throws StoreUnavailable */
  markRestoration(mark: RestorationMark | undefined): Promise<void>;

  /** The ids of other processes that have the log open, as far as the store can tell: a server does not say. */
  otherProcesses(): readonly number[];
}

/**
 * What is being restored. It is kept in the log, beside its events, from before the first restored event until all have been read
 * back: a log with this mark may lack the end of its history, and must not answer.
 */
export interface RestorationMark {
  /** SHA-256 of the file that the events come from, in hexadecimal. */
  readonly sha256: string;
  /** How many events are in the file. */
  readonly events: number;
  /** The root of the Merkle tree of the ledger's events, in base64. */
  readonly root: string;
}

/** Takes the events of one log one by one, in their order. @throws CannotRestore for the first that the store could not take. */
export type RestoreCheck = (event: StoredEvent) => void;

/** These events cannot be in this log as they were in theirs. The message says why, in a sentence. */
export class CannotRestore extends Error {
  override readonly name = 'CannotRestore';
}
