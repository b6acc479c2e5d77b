import {
  DamagedEvent,
  NO_POSITION,
  type EventStore,
  type Position,
  type ReadAllOptions,
  type StoredEvent,
} from '#event-store';

/** What stands at a position: an event, or what cannot be read as one. */
export type Entry = StoredEvent | DamagedEvent;

export const isDamaged = (entry: Entry): entry is DamagedEvent => entry instanceof DamagedEvent;

type Readable = Pick<EventStore, 'readAll'>;

type OnMayBeHidden = NonNullable<ReadAllOptions['onMayBeHidden']>;

/** Everything in the log up to a position, also behind what cannot be read. */
export async function* everyEntry(
  store: Readable,
  upTo: Position,
  onMayBeHidden: OnMayBeHidden = () => undefined,
): AsyncGenerator<Entry> {
  for (let reached = NO_POSITION; ;) {
    const stop: Stop = yield* eventsAfter(store, { from: reached, onMayBeHidden }, upTo);
    if (!stop.damage) return;
    yield stop.damage;
    reached = stop.damage.position;
  }
}

interface Stop {
  readonly damage: DamagedEvent | null;
}

/** The events after a position, until the first that cannot be read. */
async function* eventsAfter(
  store: Readable,
  options: { readonly from: Position; readonly onMayBeHidden: OnMayBeHidden },
  upTo: Position,
): AsyncGenerator<Entry, Stop> {
  let reached = options.from;
  try {
    for await (const event of store.readAll(options)) {
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

/** How much a chunk may hold, the last thing of it apart, which may be longer. */
export interface ChunkSize {
  readonly count: number;
  readonly length: number;
}

/** The same things, as many at a time as their number and their lengths allow. */
export async function* inChunks<T extends { readonly length: number }>(
  things: AsyncIterable<T>,
  size: ChunkSize,
): AsyncGenerator<T[]> {
  let chunk: T[] = [];
  let length = 0;
  for await (const thing of things) {
    chunk.push(thing);
    length += thing.length;
    if (chunk.length < size.count && length < size.length) continue;
    yield chunk;
    [chunk, length] = [[], 0];
  }
  if (chunk.length > 0) yield chunk;
}
