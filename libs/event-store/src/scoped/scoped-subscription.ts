import type { Batch, StoredEvent, Subscription } from '../event-store';

/** How what a whole log hands out looks to the caller. */
export interface View {
  /** `null` for an event of somebody else. */
  event(stored: StoredEvent): StoredEvent | null;
  error(error: unknown): unknown;
}

/** The caller's own events among those of a subscription. Positions move on past the others. */
export class ScopedSubscription implements Subscription {
  constructor(
    private readonly whole: Subscription,
    private readonly view: View,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Batch, void, undefined> {
    try {
      for await (const { events, position } of this.whole) {
        yield { events: events.flatMap((event) => this.view.event(event) ?? []), position };
      }
    } catch (error) {
      throw this.view.error(error);
    }
  }

  close(): Promise<void> {
    return this.whole.close();
  }
}
