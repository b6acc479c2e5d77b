/** A number of calls that may be taken at once, and that time fills again. */
export class Bucket {
  private left: number;
  private filledAt: number;

  /** @param now in milliseconds, by a clock that never goes back. */
  constructor(
    private readonly perSecond: number,
    private readonly capacity: number,
    private readonly now: () => number,
  ) {
    this.left = capacity;
    this.filledAt = now();
  }

  /** How long until a call can be taken, in whole seconds; 0: one can be taken now. */
  get wait(): number {
    const now = this.now();
    this.left = Math.min(this.capacity, this.left + ((now - this.filledAt) / 1000) * this.perSecond);
    this.filledAt = now;
    return this.left < 1 ? Math.ceil((1 - this.left) / this.perSecond) : 0;
  }

  /** More calls than are left may be taken: the next one then waits longer. */
  take(calls: number): void {
    this.left -= calls;
  }
}
