import { StoreUnavailable, type EventStore, type Position, type StoredEvent } from '#event-store';
import { CHECKPOINTS } from '../notary/checkpoint-log';
import { everyEntry, isDamaged } from './every-entry';

const PAGE = 500;

type Readable = Pick<EventStore, 'readAll' | 'readStream'>;

/** The checkpoints recorded up to a position. When one cannot be read, the others behind it are looked for in the whole log. */
export async function* checkpointsIn(store: Readable, upTo: Position): AsyncGenerator<StoredEvent> {
  for (let next = 0; ;) {
    const page = await pageFrom(next, store);
    if (!page) {
      yield* checkpointsFrom(next, store, upTo);
      return;
    }
    yield* page.filter(({ position }) => position <= upTo);
    if (page.length < PAGE) return;
    next += PAGE;
  }
}

/** `null` when they cannot be read by name: one is damaged, or the server hides the stream. @throws StoreUnavailable */
async function pageFrom(revision: number, store: Readable): Promise<StoredEvent[] | null> {
  try {
    return await store.readStream(CHECKPOINTS, { from: revision, limit: PAGE });
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return null;
  }
}

async function* checkpointsFrom(
  revision: number,
  store: Readable,
  upTo: Position,
): AsyncGenerator<StoredEvent> {
  for await (const entry of everyEntry(store, upTo)) {
    if (!isDamaged(entry) && entry.stream === CHECKPOINTS && entry.revision >= revision) yield entry;
  }
}
