import { createHash } from 'node:crypto';

/** The most proofs that are remembered for one span, some 150 bytes each. */
const LIMIT = 500_000;

/**
 * Proofs that were used, so that none is used twice. They are remembered for at least one span of time and at most two; a span has to be
 * as long as a proof can be used at all.
 */
export class SeenProofs {
  private current = new Set<string>();
  private previous = new Set<string>();
  private begun = -Infinity;

  /** @param spanMs in milliseconds. */
  constructor(
    private readonly spanMs: number,
    private readonly limit = LIMIT,
  ) {}

  /**
   * @param now in milliseconds, of a clock that only goes forward.
   * @returns whether it is new; `full`: it cannot be remembered, so it must not be believed.
   */
  remember(name: string, now: number): 'new' | 'seen' | 'full' {
    this.forget(now);
    const digest = createHash('sha256').update(name).digest('base64url');
    if (this.current.has(digest) || this.previous.has(digest)) return 'seen';
    if (this.current.size >= this.limit) return 'full';
    this.current.add(digest);
    return 'new';
  }

  private forget(now: number): void {
    const age = now - this.begun;
    if (age < this.spanMs) return;
    this.previous = age < 2 * this.spanMs ? this.current : new Set();
    this.current = new Set();
    this.begun = now;
  }
}
