import type { CallLimits } from '#callers';
import { Bucket } from './bucket';

/** A caller sends more calls than its limits allow. The message holds nothing of the request. */
export class TooManyCalls extends Error {
  override readonly name: string = 'TooManyCalls';

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

/** Counts the calls of one caller: those of each second, and those that are open. */
class Meter {
  private readonly bucket: Bucket;
  private unanswered = 0;

  constructor(
    private readonly limits: CallLimits,
    now: () => number,
  ) {
    const { perSecond = Infinity, burst = perSecond } = limits;
    this.bucket = new Bucket(perSecond, burst, now);
  }

  /** @throws TooManyCalls. A call that is refused counts for nothing. */
  admit(): void {
    const { concurrent = Infinity, perSecond = Infinity } = this.limits;
    if (this.unanswered >= concurrent)
      throw new TooManyCalls(`At most ${concurrent} calls may wait for their answers at once.`, 1);
    const { wait } = this.bucket;
    if (wait > 0) throw new TooManyCalls(`At most ${perSecond} calls a second are taken.`, wait);
    this.bucket.take(1);
    this.unanswered += 1;
  }

  /** What one call holds beside the first may empty the bucket below its bottom: the next call then waits longer. */
  spend(calls: number): void {
    this.bucket.take(calls);
  }

  release(): void {
    this.unanswered -= 1;
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
