import { setTimeout as wait } from 'node:timers/promises';

/** What fails is tried again after a pause, each twice as long as the one before, in milliseconds. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** The read models cannot follow the ledger now; the cause is in the log. */
export class ReadModelsStopped extends Error {
  override readonly name = 'ReadModelsStopped';
}

/** What is reported of the updating. */
export interface UpdateWitness {
  /** The rows cannot follow the ledger now. Called once for each cause; the same batch is tried again with pauses. */
  failed(error: Error): void;
  /** The rows follow the ledger again. */
  recovered(): void;
}

/** Why the read models cannot follow the ledger, while they cannot. */
export class UpdateFailure {
  private failure: ReadModelsStopped | null = null;
  private lastCause = '';
  private pauseMs = FIRST_PAUSE_MS;

  constructor(private readonly witness: UpdateWitness) {}

  get now(): ReadModelsStopped | null {
    return this.failure;
  }

  begin(error: Error): ReadModelsStopped {
    if (!this.failure || error.message !== this.lastCause) this.witness.failed(error);
    this.lastCause = error.message;
    return (this.failure = new ReadModelsStopped('The read models cannot follow the ledger.'));
  }

  /** Nothing follows any more. */
  end(): ReadModelsStopped {
    return (this.failure = new ReadModelsStopped('The service is stopping.'));
  }

  recover(): void {
    if (!this.failure) return;
    this.failure = null;
    this.pauseMs = FIRST_PAUSE_MS;
    this.witness.recovered();
  }

  /** Waits before the next try; ends at once when the signal says so. */
  async pause(signal: AbortSignal): Promise<void> {
    await wait(this.pauseMs, undefined, { signal }).catch(() => undefined);
    this.pauseMs = Math.min(2 * this.pauseMs, LONGEST_PAUSE_MS);
  }
}
