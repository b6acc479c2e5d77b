import { isIndexed, type IndexedStore, type IndexEntry } from '#event-store';
import type { Report } from './finding';
import { eventAt, isAt } from './stream-places';
import type { WalkedLog } from './stream-check';

/**
 * Whether the index names what the log has and nothing else. Each event of the log has been looked up in it before, so it is enough
 * to count; only when the counts differ is each entry looked up in the log. A server's index cannot be read, and is its own matter.
 */
export async function checkIndex(log: WalkedLog, events: number, report: Report): Promise<void> {
  const { store } = log;
  if (!isIndexed(store) || (await count(store, log)) === events) return;
  for await (const { stream, revision, position } of entriesOf(store, log)) {
    if (isAt(await eventAt(store, stream, revision), position, stream, revision)) continue;
    const what = 'The index of streams names an event at this position that is not there.';
    report({ kind: 'stream', log: log.name, position, what });
  }
  const indexed = await count(store, log);
  if (indexed === events) return;
  const what = `The index of streams names ${indexed} events, and the log has ${events}.`;
  report({ kind: 'stream', log: log.name, position: null, what });
}

type Indexed = Pick<IndexedStore, 'indexEntries' | 'readStream'>;

async function count(store: Indexed, log: WalkedLog): Promise<number> {
  let entries = 0;
  for await (const _ of entriesOf(store, log)) entries += 1;
  return entries;
}

/** Those of the walk. What an index says of other places than the log has is among them. */
async function* entriesOf(store: Indexed, log: WalkedLog): AsyncGenerator<IndexEntry> {
  for await (const entry of store.indexEntries()) {
    if (!(entry.position > log.upTo)) yield entry;
  }
}
