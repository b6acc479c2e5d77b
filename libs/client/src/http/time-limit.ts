/** Ends work by a signal, when its time is over or the caller's own signal says so. */
export class TimeLimit {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private timedOut = false;

  /**
   * The timer is one of our own, because `AbortSignal.any` over `AbortSignal.timeout` may be collected before it fires on Node 20.
   */
  constructor(
    ms: number,
    private readonly outer?: AbortSignal,
  ) {
    this.timer = setTimeout(() => {
      this.timedOut = true;
      this.controller.abort();
    }, ms);
    if (outer?.aborted) this.controller.abort();
    outer?.addEventListener('abort', this.abort);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** What has ended the work, or `null` when nothing has. */
  get ended(): 'timeout' | 'aborted' | null {
    if (this.timedOut) return 'timeout';
    return this.signal.aborted ? 'aborted' : null;
  }

  /** The value of a promise, unless the time is over before. */
  async within<T>(work: Promise<T>): Promise<T> {
    const { signal } = this;
    signal.throwIfAborted();
    let stop = (): void => undefined;
    const end = new Promise<never>((_resolve, reject) => {
      stop = () => reject(signal.reason as Error);
      signal.addEventListener('abort', stop);
    });
    return Promise.race([work, end]).finally(() => signal.removeEventListener('abort', stop));
  }

  /** Lets the work take any time. The caller's own signal still ends it. */
  lift(): void {
    clearTimeout(this.timer);
  }

  /** Has to be called when the work is over. */
  clear(): void {
    this.lift();
    this.outer?.removeEventListener('abort', this.abort);
  }

  private readonly abort = (): void => this.controller.abort();
}
