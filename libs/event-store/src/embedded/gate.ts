import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import { workerThreads } from '#platform';
import { Turnstile } from './turnstile';

export const GATE = 'gate';

/**
 * Whoever is within a gate, or waits for another process at it, keeps one of the process's worker threads, and commits with another.
 * If the gates of several environments had taken all threads, none of them could ever commit.
 */
const threads = new Turnstile(() => Math.max(1, Math.floor(workerThreads() / 2)));

/**
 * Whoever opens an LMDB environment and whoever commits to it pass here one at a time. LMDB needs it: a process that opens notes
 * for all which transaction is the newest, as it read it a moment before; one committed in between would be forgotten, and
 * overwritten by the next. The gate is an environment of its own that nothing is ever written to. It lends its write lock, which
 * works across processes and is free again when its holder dies.
 */
export class Gate {
  /** Only one of this process waits with a thread of its own. */
  private readonly own = new Turnstile(() => 1);

  private constructor(private readonly environment: RootDatabase) {}

  /** The gate of the environment in a directory. */
  static of(directory: string): Gate {
    return new Gate(open({ path: join(directory, GATE), noSync: true, eventTurnBatching: false }));
  }

  /** Blocks this thread until nobody else is within. Never while this process is within itself. */
  passNow<T>(work: () => T): T {
    return this.environment.transactionSync(work);
  }

  /** What becomes of the work is no matter to the gate. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    const [outcome] = await this.own.pass(() =>
      threads.pass(() => this.environment.transaction(() => Promise.allSettled([work()]))),
    );
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }

  close(): Promise<void> {
    return this.environment.close();
  }
}
