/**
 * Between a source that gives items one by one and a consumer that takes all there are. A full buffer holds the source up, so a
 * slow consumer slows it down.
 */
export class BatchBuffer<T> {
  private items: T[] = [];
  private ended = false;
  private wakeConsumer: (() => void) | undefined;
  private wakeSource: (() => void) | undefined;

  constructor(private readonly size: number) {}

  /** Resolves when there is room for more. */
  async put(item: T): Promise<void> {
    this.items.push(item);
    this.wakeConsumer?.();
    if (this.items.length < this.size || this.ended) return;
    await new Promise<void>((resolve) => {
      this.wakeSource = resolve;
    });
  }

  /** All items there are, as soon as there are any; `undefined` once there will be no more. */
  async take(): Promise<T[] | undefined> {
    if (this.items.length === 0 && !this.ended) await this.filled();
    const taken = this.items;
    this.items = [];
    this.wakeSource?.();
    return taken.length > 0 ? taken : undefined;
  }

  end(): void {
    this.ended = true;
    this.wakeConsumer?.();
    this.wakeSource?.();
  }

  /** Waits one turn more than needed, so that what arrives together is taken together. */
  private async filled(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.wakeConsumer = () => setImmediate(resolve);
    });
    this.wakeConsumer = undefined;
  }
}
