import { type Batch, type EventStore, type Position, type Subscription } from '#event-store';
import { isAuditStream } from './audit-streams';
import { standInFor } from './damaged-event';
import type { ReadModelsStopped } from './update-failure';
import { UpdateFailure, type UpdateWitness } from './update-failure';
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

/**
 * Keeps the read models at the head of the ledger: start-up, catch-up and rebuilding are this one loop. It remembers how far it
 * has come, which may be past the last event of interest, and wakes those that wait for a position.
 */
export class ReadModelUpdater<Event> {
  private reachedPosition: Position;
  private appliedPosition: Position;
  private passedOver = 0;
  private waiters: Waiter[] = [];
  private readonly listeners = new Set<() => void>();
  private subscription: Subscription | null = null;
  private running: Promise<void> = Promise.resolve();
  private readonly closing = new AbortController();
  private endPause: () => void = () => undefined;
  private readonly failure: UpdateFailure;

  constructor(
    private readonly store: Pick<EventStore, 'subscribe'>,
    private readonly storage: ReadModelStorage<Event>,
    witness: UpdateWitness,
  ) {
    this.failure = new UpdateFailure(witness);
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

  /** Why it cannot go on now, or `null` while it runs. */
  stoppedBy(): Error | null {
    return this.failure.now;
  }

  /**
   * Resolves when everything at or before `target` is in the read models.
   * @throws ReadModelsStopped when the rows cannot follow now.
   */
  reach(target: Position, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.failure.now) return reject(this.failure.now);
      if (this.reachedPosition >= target) return resolve();
      const waiter = { target, resolve, reject };
      this.waiters.push(waiter);
      this.endPause();
      signal.addEventListener('abort', () => this.forget(waiter), { once: true });
    });
  }

  /** Calls a listener whenever rows may have changed, until the function that it returns is called. */
  onApplied(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.endPause();
    await this.subscription?.close();
    await this.running;
    this.fail(this.failure.end());
  }

  private async run(): Promise<void> {
    while (!this.isClosed()) {
      try {
        await this.follow();
      } catch (error) {
        if (this.isClosed()) return;
        this.fail(this.failure.begin(error as Error));
        await this.failure.pause(this.closing.signal);
      }
    }
  }

  private isClosed(): boolean {
    return this.closing.signal.aborted;
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
    const { position } = damaged;
    try {
      await this.storage.apply({ events: [damaged], position }, after);
    } catch (hole) {
      return ignoreHole(hole);
    }
    this.moveTo(position, position);
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
    if (this.isClosed() || this.waiters.length > 0) return;
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
    const hasApplied = lastEvent > this.appliedPosition;
    this.appliedPosition = Math.max(this.appliedPosition, lastEvent);
    this.failure.recover();
    if (hasApplied) for (const listener of this.listeners) listener();
    const waiting = this.waiters;
    if (waiting.length === 0) return;
    this.waiters = waiting.filter(({ target }) => target > position);
    for (const { target, resolve } of waiting) if (target <= position) resolve();
  }

  private fail(error: ReadModelsStopped): void {
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
