import type { CallLimits } from '#callers';

/** A caller sends more calls than its limits allow. The message holds nothing of the request. */
export class TooManyCalls extends Error {
  override readonly name = 'TooManyCalls';

  /** @param retryAfter when it may call again, in whole seconds. */
  constructor(
    message: string,
    readonly retryAfter: number,
  ) {
    super(message);
  }
}

interface Closing {
  once(event: 'close', listener: () => void): unknown;
}

/** What says that a call is over: its response, or its connection. A response that waits behind another one never hears of the latter's end. */
export interface OpenCall {
  readonly response: Closing;
  readonly socket: Closing & { readonly destroyed: boolean };
}

/** Counts the calls of one caller: a bucket that its calls empty, and that time fills. */
class Meter {
  private left: number;
  private filledAt: number;
  private unanswered = 0;

  constructor(
    private readonly limits: CallLimits,
    private readonly now: () => number,
  ) {
    this.left = this.capacity;
    this.filledAt = now();
  }

  /** @throws TooManyCalls. A call that is refused counts for nothing. */
  admit(): void {
    const { concurrent = Infinity, perSecond = Infinity } = this.limits;
    if (this.unanswered >= concurrent)
      throw new TooManyCalls(`At most ${concurrent} calls may wait for their answers at once.`, 1);
    this.fill();
    if (this.left < 1)
      throw new TooManyCalls(
        `At most ${perSecond} calls a second are taken.`,
        Math.ceil((1 - this.left) / perSecond),
      );
    this.left -= 1;
    this.unanswered += 1;
  }

  /** What one call holds beside the first may empty the bucket below its bottom: the next call then waits longer. */
  spend(calls: number): void {
    this.left -= calls;
  }

  release(): void {
    this.unanswered -= 1;
  }

  private get capacity(): number {
    const { perSecond = Infinity, burst = perSecond } = this.limits;
    return burst;
  }

  private fill(): void {
    const { perSecond = Infinity } = this.limits;
    const now = this.now();
    this.left = Math.min(this.capacity, this.left + ((now - this.filledAt) / 1000) * perSecond);
    this.filledAt = now;
  }
}

/**
 * Holds each caller to its limits, by itself: what one sends takes nothing from another. There is one meter for each entry of the
 * register, so callers cannot make their number grow, and one that the register drops is forgotten.
 */
export class CallMeters {
  private readonly meters = new WeakMap<CallLimits, Meter>();
  private readonly releases = new WeakMap<OpenCall['socket'], Set<() => void>>();

  /** @param now in milliseconds, by a clock that never goes back. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * Counts a call until it is over, whether it was answered or given up.
   * @returns what counts further calls that it holds; `null` where nothing is limited.
   * @throws TooManyCalls
   */
  admit(limits: CallLimits | undefined, { response, socket }: OpenCall): ((calls: number) => void) | null {
    if (limits === undefined) return null;
    const meter = this.meters.get(limits) ?? new Meter(limits, this.now);
    this.meters.set(limits, meter);
    meter.admit();
    const releases = this.releasesOn(socket);
    const release = (): void => {
      if (releases.delete(release)) meter.release();
    };
    releases.add(release);
    response.once('close', release);
    if (socket.destroyed) release();
    return (calls) => meter.spend(calls);
  }

  /** What ends the calls that are open on a connection. */
  private releasesOn(socket: OpenCall['socket']): Set<() => void> {
    const known = this.releases.get(socket);
    if (known) return known;
    const releases = new Set<() => void>();
    this.releases.set(socket, releases);
    socket.once('close', () => releases.forEach((release) => release()));
    return releases;
  }
}
