import { NO_POSITION, type EventStore, type Position } from '#event-store';
import { DeadlineExceeded, withDeadline, type Clock } from '#platform';

/** The read models did not come as far as the answer needs within the deadline: better no answer than an old one. */
export class NotCaughtUp extends Error {
  override readonly name = 'NotCaughtUp';
}

/** The caller asks for an answer from a position that the log does not have yet: none of this ledger's answers can have named it. */
export class PositionBeyondHead extends Error {
  override readonly name = 'PositionBeyondHead';

  constructor() {
    super('The position to wait for is after the end of the log.');
  }
}

export interface BarrierLimits {
  /** How long a query may wait, in milliseconds, from when it asked for the head. */
  readonly deadlineMs: number;
  /** How old the last reading of the head may be, in milliseconds. 0: every query reads it. */
  readonly maxStalenessMs: number;
}

/** What the barrier needs of the updater that applies the events. */
interface Progress {
  reached(): Position;
  applied(): Position;
  stoppedBy(): Error | null;
  reach(target: Position, signal: AbortSignal): Promise<void>;
}

/**
 * What stands between a question and an old answer: a query passes when everything committed before it has been applied. Its
 * clock never goes backwards: on one that did, knowledge of the head would seem fresh for longer than it may.
 */
export class ReadBarrier {
  private caughtUpAt = -Infinity;

  constructor(
    private readonly store: Pick<EventStore, 'head'>,
    private readonly progress: Progress,
    private readonly limits: BarrierLimits,
    private readonly clock: Clock = () => performance.now(),
  ) {}

  /**
   * Resolves when everything that was committed before this call, and everything at or before `atLeast`, has been applied; with
   * the event that the rows must have come to. Rows that stand before it were taken back by somebody and must not be answered from.
   * @throws PositionBeyondHead at once, when `atLeast` is after the end of the log.
   * @throws NotCaughtUp after the deadline.
   * @throws ReadModelsStopped when the events are no longer followed: what the rows hold may have been lost.
   * @throws StoreUnavailable when the head of the ledger cannot be learned.
   */
  async pass(atLeast: Position = NO_POSITION): Promise<Position> {
    if (!this.isFreshEnough(atLeast)) await this.catchUp(atLeast);
    const stopped = this.progress.stoppedBy();
    if (stopped) throw stopped;
    return this.progress.applied();
  }

  /** This is on every query's way, so what costs anything is only done when there is something to wait for. */
  private async catchUp(atLeast: Position): Promise<void> {
    const askedAt = this.clock();
    const target = await this.store.head();
    if (atLeast > target) throw new PositionBeyondHead();
    if (this.progress.reached() < target) {
      await this.waitFor(target, this.limits.deadlineMs - (this.clock() - askedAt));
    }
    this.caughtUpAt = askedAt;
  }

  /** A failure does not repeat the position: the caller may have sent it, and with it anything that consists of digits. */
  private async waitFor(target: Position, milliseconds: number): Promise<void> {
    const giveUp = new AbortController();
    try {
      const reaching = this.progress.reach(target, giveUp.signal);
      await withDeadline(reaching, milliseconds, 'Reaching the position that the answer needs');
    } catch (error) {
      giveUp.abort();
      throw error instanceof DeadlineExceeded ? new NotCaughtUp(error.message) : error;
    }
  }

  private isFreshEnough(atLeast: Position): boolean {
    const { maxStalenessMs } = this.limits;
    if (maxStalenessMs === 0 || this.progress.reached() < atLeast) return false;
    return this.clock() - this.caughtUpAt <= maxStalenessMs;
  }
}
