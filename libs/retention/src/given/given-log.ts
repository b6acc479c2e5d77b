import { NO_POSITION, type EventStore, type NewEvent, type StoredEvent } from '#event-store';

/** A log in memory, which somebody with the disk can change as they like. */
export class GivenLog implements Pick<EventStore, 'append' | 'readStream' | 'readAll'> {
  events: StoredEvent[] = [];

  get head(): number {
    return this.events.length === 0 ? NO_POSITION : this.events.length - 1;
  }

  append: EventStore['append'] = async (stream, _, events) => {
    for (const event of events) this.add(stream, event);
    return { ok: true, revision: this.revisionOf(stream), position: this.head };
  };

  readStream: EventStore['readStream'] = async (stream, { from = 0, limit = Infinity } = {}) =>
    this.events.filter((event) => event.stream === stream).slice(from, from + limit);

  async *readAll(): AsyncGenerator<StoredEvent> {
    yield* this.events;
  }

  private add(stream: string, event: NewEvent): void {
    const place = { stream, revision: this.revisionOf(stream) + 1, position: this.head + 1 };
    this.events.push({ ...event, ...place });
  }

  private readonly revisionOf = (stream: string): number =>
    this.events.filter((event) => event.stream === stream).length - 1;
}
