/** What is passed on with a call. */
export interface CallContext {
  /** Identifies one exchange in every log: 1–128 printable ASCII characters without a blank. One is made when none is given. */
  readonly correlationId?: string;
  /** The HSA-id of the system where the request began. */
  readonly originalConsumer?: string;
  /** The HSA-id that the calling system acts for. */
  readonly onBehalfOf?: string;
}

interface CallOptions extends CallContext {
  /** Ends the call. */
  readonly signal?: AbortSignal;
  /** The most that the call may take with all its attempts, in milliseconds. */
  readonly timeoutMs?: number;
}

/** What a single query may have. */
export interface QueryOptions extends CallOptions {
  /** The answer must be at least as new as this position of the ledger. */
  readonly atLeast?: number;
}

/** What a single check may have. */
export interface CheckOptions extends QueryOptions {
  /** Asks for the reasons of the answer. The caller needs the right `explain`. */
  readonly explain?: boolean;
}

/** What a single change may have. */
export interface ChangeOptions extends CallOptions {
  /**
   * Makes the change safe to repeat: with the same key, the same request is done once. 1–255 printable ASCII characters.
   * A change without a key is sent once.
   */
  readonly idempotencyKey?: string;
}
