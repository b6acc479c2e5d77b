import type { Logger } from '#platform';
import { Bucket } from './bucket';
import { TooManyCalls } from './call-meters';
import { NonceDemanded, Unauthenticated } from './unauthenticated';

/** A request proves nothing, as too many others of its address do. It is counted, and not logged by itself. */
export class TooManyUnproved extends TooManyCalls {
  constructor(retryAfter: number) {
    super('Too many requests from this address do not prove who sent them.', retryAfter);
  }
}

/** The most addresses that are remembered, some 200 bytes each. */
const ADDRESSES = 10_000;

/** How often the requests beyond the limit are logged, in milliseconds. */
const LOG_INTERVAL = 60_000;

export interface UnprovedLimits {
  /** All of one minute may come at once. */
  readonly perMinute: number;
  /** Counts a request that was answered with what is wrong with its proof (`refused`), or beyond the limit (`limited`). */
  count(outcome: 'refused' | 'limited'): void;
}

/**
 * Limits the requests of one address that do not prove who sent them. One that does is never counted, and never refused: a good caller
 * behind the same address has the answers that it has without the bad one.
 */
export class UnprovedRequests {
  private readonly buckets = new Map<string, Bucket>();
  private limited = 0;
  private loggedAt = -Infinity;

  /** @param now in milliseconds, by a clock that never goes back. */
  constructor(
    private readonly limits: UnprovedLimits,
    private readonly log: Logger,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The error that a request is refused with, which another one was thrown for. @param address of its client. */
  refusalOf(error: unknown, address: string): unknown {
    // Who lacks a nonce has proved its key, each time by a new proof.
    if (!(error instanceof Unauthenticated) || error instanceof NonceDemanded) return error;
    const bucket = this.bucketOf(address);
    const { wait } = bucket;
    if (wait > 0) return this.beyondLimit(wait);
    bucket.take(1);
    this.limits.count('refused');
    return error;
  }

  private bucketOf(address: string): Bucket {
    const { perMinute } = this.limits;
    const bucket = this.buckets.get(address) ?? new Bucket(perMinute / 60, perMinute, this.now);
    // The one that sent nothing for longest stands first, and is forgotten first.
    this.buckets.delete(address);
    if (this.buckets.size >= ADDRESSES) this.buckets.delete(this.buckets.keys().next().value!);
    this.buckets.set(address, bucket);
    return bucket;
  }

  private beyondLimit(wait: number): TooManyUnproved {
    this.limits.count('limited');
    this.limited += 1;
    const now = this.now();
    if (now - this.loggedAt >= LOG_INTERVAL) {
      this.log.warn('requests are refused: too many of one address do not prove who sent them', {
        requests: this.limited,
      });
      [this.loggedAt, this.limited] = [now, 0];
    }
    return new TooManyUnproved(wait);
  }
}
