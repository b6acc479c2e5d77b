import {
  DamagedEvent,
  StoreUnavailable,
  type EventStore,
  type Position,
  type StoredEvent,
} from '#event-store';

/** Where the index of streams says an event and the one after it are. */
export interface Place {
  /** What is found at the event's own revision; `null` when nothing can be. */
  readonly here: StoredEvent | null;
  /** What is found at the next revision. */
  readonly next: StoredEvent | null;
  /** What stood in the way of finding the next. */
  readonly damage: DamagedEvent | null;
}

type Readable = Pick<EventStore, 'readStream'>;

/** Looks an event up in its stream, together with the one that follows. @throws StoreUnavailable */
export async function placeOf(store: Readable, { stream, revision }: StoredEvent): Promise<Place> {
  try {
    const [here = null, next = null] = await store.readStream(stream, { from: revision, limit: 2 });
    return { here, next, damage: null };
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    const damage = error instanceof DamagedEvent ? error : null;
    return { here: await eventAt(store, stream, revision), next: null, damage };
  }
}

/** The event at a revision of a stream; `null` when it cannot be found, for whatever reason. @throws StoreUnavailable */
export async function eventAt(
  store: Readable,
  stream: string,
  revision: number,
): Promise<StoredEvent | null> {
  try {
    const [event = null] = await store.readStream(stream, { from: revision, limit: 1 });
    return event;
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return null;
  }
}

export const isAt = (
  found: StoredEvent | null,
  position: Position,
  stream: string,
  revision: number,
): boolean =>
  found !== null && found.position === position && found.stream === stream && found.revision === revision;
