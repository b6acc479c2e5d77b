import type { Instant } from '#consent';
import { StoreUnavailable } from '#event-store';
import type { Clock, Logger } from '#platform';
import type { MarkFile } from './mark-file';

/** How far ahead of the wall clock the mark is written, in milliseconds: so often is it written, and so far may a crash put it ahead. */
const LEASE = 1000;

/**
 * A mark so far ahead of the wall clock was written when the clock was ahead. Processes on one machine read the same clock, so that
 * another's lease is not, however late this one is given a turn.
 */
const AHEAD = 2 * LEASE;

const WARNED_EVERY = 60_000;

/**
 * The present as the ledger counts it: the wall clock, or the latest time that was answered while the wall clock is behind that. It
 * never falls, also over restarts: a later time is on the disk, as a lease, before anybody is answered by it.
 */
export class LedgerTime {
  private mark: Instant;
  /** No later time may be answered before a later one is on the disk. */
  private lease: Instant;
  private renewal: Promise<void> | undefined;
  private warnedAt = -Infinity;

  constructor(
    private readonly file: MarkFile,
    private readonly wall: Clock,
    private readonly log: Logger,
  ) {
    this.mark = file.read().mark;
    this.lease = this.mark;
  }

  /** @throws StoreUnavailable when a later time cannot be kept */
  readonly clock: Clock = () => {
    const wall = this.wall();
    this.mark = Math.max(this.mark, wall, this.markOfOthers(wall));
    if (this.mark > this.lease) this.renewNow();
    else if (this.mark === wall && this.lease - wall < LEASE / 2) this.renewSoon();
    this.warnWhenBehind(this.mark - wall);
    return this.mark;
  };

  /** How far the wall clock is behind, in milliseconds; 0 when it is not. */
  behind(): number {
    return Math.max(0, this.mark - this.wall());
  }

  /** Gives back what is left of the lease, unless another process has taken one. */
  async close(): Promise<void> {
    await this.renewal;
    const kept = this.file.read();
    if (kept.mark === this.lease) this.file.write({ ...kept, mark: Math.max(this.mark, this.wall()) });
    this.file.close();
  }

  /** What another process that shares the file has answered by, when the wall clock has gone back since. */
  private markOfOthers(wall: Instant): Instant {
    const { mark } = this.file.read();
    return mark > wall + AHEAD ? mark : 0;
  }

  private renewNow(): void {
    try {
      const lease = this.writeLease();
      this.file.flushNow();
      this.lease = lease;
    } catch (error) {
      throw new StoreUnavailable('The time of the ledger cannot be kept.', { cause: error });
    }
  }

  /** Beside the answers, so that none waits for the disk while there are many. */
  private renewSoon(): void {
    this.renewal ??= this.renew().finally(() => {
      this.renewal = undefined;
    });
  }

  private async renew(): Promise<void> {
    try {
      const lease = this.writeLease();
      await this.file.flush();
      this.lease = Math.max(this.lease, lease);
    } catch (error) {
      this.log.error('The time of the ledger cannot be kept.', { cause: String(error) });
    }
  }

  private writeLease(): Instant {
    const lease = Math.max(this.mark, this.wall() + LEASE);
    this.file.raise(lease);
    return lease;
  }

  private warnWhenBehind(behind: number): void {
    if (behind <= LEASE || performance.now() - this.warnedAt < WARNED_EVERY) return;
    this.warnedAt = performance.now();
    this.log.warn(
      'The clock of this machine is behind the time of the ledger, which stands still until the clock has reached it.',
      { behindMs: behind, ledgerTime: new Date(this.mark).toISOString() },
    );
  }
}
