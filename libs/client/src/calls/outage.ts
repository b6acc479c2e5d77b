import { ConsentServiceError, ServiceTimeout } from '../messages/errors';
import { isOutOfReach } from './out-of-reach';

export interface OutageOptions {
  /** How long the service is taken to be away after a call has not reached it, in milliseconds; 0: never. */
  readonly assumedMs: number;
  /** A call that was given less time than this says nothing of the service when its time is over, in milliseconds. */
  readonly attemptTimeoutMs: number;
}

/** What the calls of a client have found out: whether the service was away a moment ago. Times are those of `performance.now()`. */
export class Outage {
  private isAway = false;
  /** When a check asks again. */
  private until = 0;
  private answeredAt = -Infinity;

  constructor(
    private readonly options: OutageOptions,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** When a call begins. */
  begin(): number {
    return this.now();
  }

  /**
   * Whether a check is answered without asking the service. When the time is over, the first check that comes asks, and those after
   * it do not wait for what comes of that.
   */
  isAssumed(): boolean {
    if (!this.isAway) return false;
    const now = this.now();
    if (now < this.until) return true;
    this.until = now + this.options.assumedMs;
    return false;
  }

  answered(): void {
    this.isAway = false;
    this.answeredAt = this.now();
  }

  /** What a call that began then has failed with. One that began before an answer came says nothing of the time after it. */
  failed(failure: unknown, begunAt: number): void {
    if (isAnswer(failure)) this.answered();
    if (!isOutOfReach(failure) || begunAt < this.answeredAt || this.wasHurried(failure, begunAt)) return;
    this.isAway = true;
    this.until = this.now() + this.options.assumedMs;
  }

  private wasHurried(failure: unknown, begunAt: number): boolean {
    return failure instanceof ServiceTimeout && this.now() - begunAt < this.options.attemptTimeoutMs;
  }
}

/** Whether the service, or something in its place that may know better, has answered. */
const isAnswer = (failure: unknown): boolean =>
  failure instanceof ConsentServiceError && failure.call.status !== undefined && !isOutOfReach(failure);
