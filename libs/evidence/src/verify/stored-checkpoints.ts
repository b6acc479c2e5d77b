import { StoreUnavailable, type EventStore, type Position, type StoredEvent } from '#event-store';
import { everyEntry, isDamaged } from './every-entry';

const PAGE = 500;

type Readable = Pick<EventStore, 'readAll' | 'readStream'>;

/** The checkpoints recorded up to a position. When one cannot be read, the others behind it are looked for in the whole log. */
export async function* checkpointsIn(
  store: Readable,
  upTo: Position,
  checkpoints: string,
): AsyncGenerator<StoredEvent> {
  for (let next = 0; ;) {
    const page = await pageFrom(next, store, checkpoints);
    if (!page) {
      yield* checkpointsFrom(next, { store, upTo, checkpoints });
      return;
    }
    yield* page.filter(({ position }) => position <= upTo);
    if (page.length < PAGE) return;
    next += PAGE;
  }
}

/** `null` when they cannot be read by name: one is damaged, or the server hides the stream. @throws StoreUnavailable */
async function pageFrom(
  revision: number,
  store: Readable,
  checkpoints: string,
): Promise<StoredEvent[] | null> {
  try {
    return await store.readStream(checkpoints, { from: revision, limit: PAGE });
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return null;
  }
}

async function* checkpointsFrom(
  revision: number,
  { store, upTo, checkpoints }: { store: Readable; upTo: Position; checkpoints: string },
): AsyncGenerator<StoredEvent> {
  for await (const entry of everyEntry(store, upTo)) {
    if (!isDamaged(entry) && entry.stream === checkpoints && entry.revision >= revision) yield entry;
  }
}
