export interface EventStoreDbOptions {
  /** How long one attempt may go unanswered, in milliseconds, before it is made again. Default 2500. */
  readonly attemptTimeout?: number;
  /** How long all attempts together may take before the store counts as unavailable. Default 10 000. */
  readonly deadline?: number;
  /** How long it may take to learn where the log ends. Default: `deadline`. */
  readonly headDeadline?: number;
  /** Whose events are read at all. Default: those of every stream. */
  readonly isWanted?: (stream: string) => boolean;
  /** What the names of the ledger's streams begin with. Its mark of a restoration stands under it, too. Default: nothing. */
  readonly prefix?: string;
  /** The connection was lost, and is made again by itself. Called once until `onRecovered`. */
  readonly onTrouble?: (error: Error) => void;
  /** Everything that had been cut off follows the log again. */
  readonly onRecovered?: () => void;
}
