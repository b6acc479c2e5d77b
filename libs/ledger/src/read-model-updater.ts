import { type Batch, type EventStore, type Position, type Subscription } from '#event-store';
import { isAuditStream } from './audit-streams';
import { standInFor } from './damaged-event';
import { HoleInProgress, type ReadModelStorage } from './read-model-storage';

/** Applying a batch has a price of its own, so while nobody waits a small one is given this long to grow, in milliseconds. */
const PAUSE_MS = 10;
const WORTHWHILE = 200;

/** How many of the ledger's own notes are passed over before it is written down how far that was: a restart reads them again. */
const PASSED_OVER = 1000;

interface Waiter {
  readonly target: Position;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** The read models cannot follow the ledger; the cause is in the log. */
export class ReadModelsStopped extends Error {
  override readonly name = 'ReadModelsStopped';
}

/**
 * Keeps the read models at the head of the ledger: start-up, catch-up and rebuilding are this one loop. It remembers how far it
 * has come, which may be past the last event of interest, and wakes whoever waits for a position.
 */
export class ReadModelUpdater<Event> {
  private reachedPosition: Position;
  private appliedPosition: Position;
  private passedOver = 0;
  private waiters: Waiter[] = [];
  private subscription: Subscription | null = null;
  private running: Promise<void> = Promise.resolve();
  private closed = false;
  private endPause: () => void = () => undefined;
  private failure: ReadModelsStopped | null = null;

  constructor(
    private readonly store: EventStore,
    private readonly storage: ReadModelStorage<Event>,
    private readonly onFailure: (error: Error) => void,
  ) {
    this.appliedPosition = storage.position();
    this.reachedPosition = this.appliedPosition;
  }

  start(): void {
    this.running = this.run();
  }

  /** Everything at or before this position is in the read models. */
  reached(): Position {
    return this.reachedPosition;
  }

  /** The last event that was applied: the rows' own checkpoints are never before it, unless somebody took them back. */
  applied(): Position {
    return this.appliedPosition;
  }

  /** Why it has stopped, or `null` while it runs. */
  stoppedBy(): Error | null {
    return this.failure;
  }

  /**
   * Resolves when everything at or before `target` is in the read models.
   * @throws ReadModelsStopped when that can no longer happen.
   */
  reach(target: Position, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.failure) return reject(this.failure);
      if (this.reachedPosition >= target) return resolve();
      const waiter = { target, resolve, reject };
      this.waiters.push(waiter);
      this.endPause();
      signal.addEventListener('abort', () => this.forget(waiter), { once: true });
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    this.endPause();
    await this.subscription?.close();
    await this.running;
    this.fail(new ReadModelsStopped('The service is stopping.'));
  }

  private async run(): Promise<void> {
    try {
      while (!this.closed) await this.follow();
    } catch (error) {
      if (this.closed) return;
      this.onFailure(error as Error);
      this.fail(new ReadModelsStopped('The read models have stopped.'));
    }
  }

  /** One subscription's life. It begins again where the rows stand when another process has moved them. */
  private async follow(): Promise<void> {
    let after = this.storage.position();
    this.passedOver = 0;
    this.subscription = this.store.subscribe({ after });
    try {
      for await (const batch of this.subscription) {
        after = await this.take(batch, after);
        this.moveTo(batch.position, after);
        if (batch.events.length < WORTHWHILE) await this.pause();
      }
    } catch (error) {
      await this.goOnBehind(error, after);
    } finally {
      await this.subscription.close();
    }
  }

  /** A damaged event is a matter of its stream: the next subscription begins behind it. @throws what keeps from going on at all. */
  private async goOnBehind(error: unknown, after: Position): Promise<void> {
    if (error instanceof HoleInProgress) return;
    const damaged = standInFor(error);
    await this.storage.apply({ events: [damaged], position: damaged.position }, after).catch(ignoreHole);
  }

  /** The last event that the rows stand at then. */
  private async take(batch: Batch, after: Position): Promise<Position> {
    this.passedOver = isOfInterest(batch) ? 0 : this.passedOver + batch.events.length;
    if (this.passedOver > 0 && this.passedOver < PASSED_OVER) return after;
    this.passedOver = 0;
    await this.storage.apply(batch, after);
    return lastEventOf(batch) ?? after;
  }

  /** Ends at once when somebody waits. */
  private async pause(): Promise<void> {
    if (this.closed || this.waiters.length > 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private moveTo(position: Position, lastEvent: Position): void {
    this.reachedPosition = Math.max(this.reachedPosition, position);
    this.appliedPosition = Math.max(this.appliedPosition, lastEvent);
    const waiting = this.waiters;
    if (waiting.length === 0) return;
    this.waiters = waiting.filter(({ target }) => target > position);
    for (const { target, resolve } of waiting) if (target <= position) resolve();
  }

  private fail(error: ReadModelsStopped): void {
    this.failure = error;
    for (const { reject } of this.waiters.splice(0)) reject(error);
  }

  private forget(waiter: Waiter): void {
    this.waiters = this.waiters.filter((other) => other !== waiter);
  }
}

function ignoreHole(error: unknown): void {
  if (!(error instanceof HoleInProgress)) throw error;
}

const lastEventOf = (batch: Batch): Position | undefined => batch.events.at(-1)?.position;

/** The ledger's own notes change no row. On a server they are in the same log, and far more often there than anything else. */
const isOfInterest = ({ events }: Batch): boolean => events.some(({ stream }) => !isAuditStream(stream));
