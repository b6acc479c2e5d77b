import { join } from 'node:path';
import { pid } from 'node:process';
import { open, type RootDatabase } from 'lmdb';
import { workerThreads } from '#platform';
import { Turnstile } from './turnstile';

export const GATE = 'gate';

/**
 * Whoever is within a gate, or waits for another process at it, keeps one of the process's worker threads, and commits with another.
 * If the gates of several environments had taken all threads, none of them could ever commit. libuv lets names be looked up in half
 * of the threads, rounded up, and a lookup whose server is silent keeps its thread until the system gives it up: gates have a third,
 * rounded down, so that of four threads or more there is always one left to commit with. No program starts with fewer.
 */
const threads = new Turnstile(() => Math.max(1, Math.floor(workerThreads() / 3)));

/** The folder is open in another container, by a process that has this one's number there. */
export class SameProcessNumber extends Error {
  override readonly name = 'SameProcessNumber';

  constructor(options?: ErrorOptions) {
    super(
      `it is open in another container, by a process that has the number ${pid} there as this one has here, and LMDB tells processes ` +
        'apart by number. Run commands inside the running container, let the containers share one process namespace, or keep the ' +
        'ledger in EventStoreDB and give each container a folder of its own',
      options,
    );
  }
}

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

  /** The gate of the environment in a directory. @throws SameProcessNumber */
  static of(directory: string): Gate {
    const environment = open({ path: join(directory, GATE), noSync: true, eventTurnBatching: false });
    claimNumber(environment);
    return new Gate(environment);
  }

  /** Blocks this thread until nobody else is within. Never while this process is within itself. */
  passNow<T>(work: () => T): T {
    return this.environment.transactionSync(work);
  }

  /** What becomes of the work is no matter to the gate. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    return settled(await this.own.pass(() => threads.pass(() => this.within(work))));
  }

  /**
   * The same for work that commits to other logs, so that it waits for their gates: it has a thread besides those of `pass`. Of four,
   * there are enough for one such work at a time in a process.
   */
  async passAround<T>(work: () => Promise<T>): Promise<T> {
    return settled(await this.own.pass(() => this.within(work)));
  }

  private async within<T>(work: () => Promise<T>): Promise<PromiseSettledResult<Awaited<T>>> {
    const [outcome] = await this.environment.transaction(() => Promise.allSettled([work()]));
    return outcome;
  }

  /** The processes that have it open. */
  processes(): number[] {
    this.environment.readerCheck();
    return [...this.environment.readerList().matchAll(/^\s*(\d+)/gm)].map(([, process]) => Number(process));
  }

  close(): Promise<void> {
    return this.environment.close();
  }
}

function settled<T>(outcome: PromiseSettledResult<T>): T {
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

/**
 * Takes the number of this process among those that read here, for as long as the environment is open. LMDB tries for ten seconds,
 * in which a container that is being replaced may end. It is done at the gate and before it is passed, so that nobody waits meanwhile.
 * @throws SameProcessNumber
 */
function claimNumber(environment: RootDatabase): void {
  try {
    environment.useReadTransaction().done();
  } catch (cause) {
    const isTaken = new RegExp(`^\\s*${pid}\\s`, 'm').test(environment.readerList());
    void environment.close();
    throw isTaken ? new SameProcessNumber({ cause }) : cause;
  }
}
