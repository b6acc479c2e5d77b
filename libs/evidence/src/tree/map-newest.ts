import { setImmediate as turn } from 'node:timers/promises';
import { NO_POSITION, type EventStore, type StoredEvent } from '#event-store';
import type { Hash } from './hashing';
import type { TreeStorage } from './tree-storage';
import { newestRevision } from './revision-map';

const PAGE = 1000;

/**
 * Brings the map of newest revisions to exactly the first `size` leaves, which the tree has.
 * @returns its root; `null` when another process has taken it further.
 */
export async function mapNewest(
  store: Pick<EventStore, 'readAll'>,
  tree: TreeStorage,
  size: number,
): Promise<Hash | null> {
  await recallStreams(store, tree, size);
  return tree.mapNewest(size);
}

/** A tree of an earlier version does not know its leaves' streams: they are read from the log, once. */
async function recallStreams(
  store: Pick<EventStore, 'readAll'>,
  tree: TreeStorage,
  size: number,
): Promise<void> {
  const index = tree.mappedSize();
  if (index >= size || tree.knowsNextStream()) return;
  let [from, page] = [index, [] as StoredEvent[]];
  const note = async (): Promise<void> => {
    await tree.noteStreams(
      page.map(({ stream, revision }) => newestRevision(stream, revision)),
      from,
    );
    [from, page] = [from + page.length, []];
    await turn();
  };
  const after = index === 0 ? NO_POSITION : tree.positionOf(index - 1);
  for await (const event of store.readAll({ from: after })) {
    if (from + page.length >= size) break;
    if (!tree.history.holds(event.stream)) continue;
    page.push(event);
    if (page.length === PAGE) await note();
  }
  await note();
}
