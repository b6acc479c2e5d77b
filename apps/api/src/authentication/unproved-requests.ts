import type { Logger } from '#platform';
import { Bucket } from './bucket';
import { TooManyCalls } from './call-meters';
import { MostRecent } from './most-recent';
import { NonceDemanded, Unauthenticated } from './unauthenticated';

/** A request proves nothing, or too little, as too many others of its address or of its key do. It is counted, and not logged by itself. */
export class TooManyUnproved extends TooManyCalls {}

/** What a request is refused with, and what the log says, by what has too many of them. */
const sentences = {
  address: {
    answer: 'Too many requests from this address do not prove who sent them.',
    entry: 'requests are refused: too many of one address do not prove who sent them',
  },
  key: {
    answer: 'Too many proofs of this key are not signed with a nonce of this service.',
    entry: 'requests are refused: too many proofs of one key are not signed with a nonce of this service',
  },
};

type Owner = keyof typeof sentences;

/** The most addresses and keys that are remembered, some 200 bytes each. */
const NAMES = 10_000;

/** How often the requests beyond the limit are logged, in milliseconds. */
const LOG_INTERVAL = 60_000;

export interface UnprovedLimits {
  /** All of one minute may come at once. */
  readonly perMinute: number;
  /** Counts a request that was answered with what is wrong with its proof (`refused`), or beyond the limit (`limited`). */
  count(outcome: 'refused' | 'limited'): void;
}

/**
 * Limits the requests of one address that do not prove who sent them, and those of one key whose proofs lack nothing but a nonce. One
 * that proves it is never counted, and never refused: a good caller behind the same address has the answers that it has without the bad one.
 */
export class UnprovedRequests {
  private readonly buckets = new MostRecent<Bucket>(NAMES);
  private readonly beyond = {
    address: { limited: 0, loggedAt: -Infinity },
    key: { limited: 0, loggedAt: -Infinity },
  };

  /** @param now in milliseconds, by a clock that never goes back. */
  constructor(
    private readonly limits: UnprovedLimits,
    private readonly log: Logger,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The error that a request is refused with, which another one was thrown for. @param address of its client. */
  refusalOf(error: unknown, address: string): unknown {
    if (!(error instanceof Unauthenticated)) return error;
    // Who lacks a nonce has proved its key, each time by a new proof: it takes nothing from others of its address.
    const isOfKey = error instanceof NonceDemanded;
    const bucket = this.bucketOf(isOfKey ? `key ${error.key}` : address);
    const { wait } = bucket;
    if (wait > 0) return this.beyondLimit(isOfKey ? 'key' : 'address', wait);
    bucket.take(1);
    this.limits.count('refused');
    return error;
  }

  private bucketOf(name: string): Bucket {
    const { perMinute } = this.limits;
    const known = this.buckets.get(name);
    if (known) return known;
    const bucket = new Bucket(perMinute / 60, perMinute, this.now);
    this.buckets.set(name, bucket);
    return bucket;
  }

  private beyondLimit(owner: Owner, wait: number): TooManyUnproved {
    const { answer, entry } = sentences[owner];
    const beyond = this.beyond[owner];
    const now = this.now();
    this.limits.count('limited');
    beyond.limited += 1;
    if (now - beyond.loggedAt >= LOG_INTERVAL) {
      this.log.warn(entry, { requests: beyond.limited });
      [beyond.loggedAt, beyond.limited] = [now, 0];
    }
    return new TooManyUnproved(answer, wait);
  }
}
