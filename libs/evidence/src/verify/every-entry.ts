import { DamagedEvent, NO_POSITION, type EventStore, type Position, type StoredEvent } from '#event-store';

/** What stands at a position: an event, or what cannot be read as one. */
export type Entry = StoredEvent | DamagedEvent;

export const isDamaged = (entry: Entry): entry is DamagedEvent => entry instanceof DamagedEvent;

type Readable = Pick<EventStore, 'readAll'>;

/** Everything in the log up to a position, also behind what cannot be read. */
export async function* everyEntry(store: Readable, upTo: Position): AsyncGenerator<Entry> {
  for (let reached = NO_POSITION; ;) {
    const stop: Stop = yield* eventsAfter(store, reached, upTo);
    if (!stop.damage) return;
    yield stop.damage;
    reached = stop.damage.position;
  }
}

interface Stop {
  readonly damage: DamagedEvent | null;
}

/** The events after a position, until the first that cannot be read. */
async function* eventsAfter(store: Readable, after: Position, upTo: Position): AsyncGenerator<Entry, Stop> {
  let reached = after;
  try {
    for await (const event of store.readAll({ from: after })) {
      if (event.position > upTo) return { damage: null };
      yield event;
      reached = event.position;
    }
    return { damage: null };
  } catch (error) {
    if (!(error instanceof DamagedEvent) || error.position <= reached) throw error;
    return { damage: error.position <= upTo ? error : null };
  }
}

/** The same things, so many at a time. */
export async function* inChunks<T>(things: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let chunk: T[] = [];
  for await (const thing of things) {
    chunk.push(thing);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
