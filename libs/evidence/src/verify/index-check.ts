import { isIndexed, type IndexedStore, type IndexEntry, type Position } from '#event-store';
import type { Report } from './finding';
import { eventAt, isAt } from './stream-places';
import type { WalkedLog } from './stream-check';

/**
 * Whether the index names what the log has and nothing else. Each event of the log has been looked up in it before, so it is enough
 * to count; only when the counts differ is each entry looked up in the log. A server's index cannot be read, and is its own matter.
 */
export async function checkIndex(log: WalkedLog, events: number, report: Report): Promise<void> {
  const { store } = log;
  if (!isIndexed(store)) return;
  const { entries, behindWalk } = await read(store, log);
  await checkEnd(store, behindWalk, (position, what) =>
    report({ kind: 'stream', log: log.name, position, what }),
  );
  if (entries === events) return;
  for await (const { stream, revision, position } of entriesOf(store, log)) {
    if (isAt(await eventAt(store, stream, revision), position, stream, revision)) continue;
    const what = 'The index of streams names an event at this position that is not there.';
    report({ kind: 'stream', log: log.name, position, what });
  }
  const { entries: indexed } = await read(store, log);
  if (indexed === events) return;
  const what = `The index of streams names ${indexed} events, and the log has ${events}.`;
  report({ kind: 'stream', log: log.name, position: null, what });
}

/**
 * What was appended since the walk began is in the index, and not of the walk. The log's end is asked for after the index was read, so
 * an entry behind that end names an event that there never was.
 */
async function checkEnd(
  store: Pick<IndexedStore, 'head'>,
  behindWalk: readonly Position[],
  report: (position: Position, what: string) => void,
): Promise<void> {
  if (behindWalk.length === 0) return;
  const end = await store.head();
  for (const position of behindWalk.filter((one) => one > end))
    report(position, 'The index of streams names an event at this position, behind the end of the log.');
}

type Indexed = Pick<IndexedStore, 'indexEntries' | 'readStream'>;

interface IndexRead {
  /** How many there are of the walk. */
  readonly entries: number;
  /** Where the others are. */
  readonly behindWalk: readonly Position[];
}

async function read(store: Indexed, log: WalkedLog): Promise<IndexRead> {
  let entries = 0;
  const behindWalk: Position[] = [];
  for await (const { position } of store.indexEntries())
    if (isOfWalk(position, log)) entries += 1;
    else behindWalk.push(position);
  return { entries, behindWalk };
}

async function* entriesOf(store: Indexed, log: WalkedLog): AsyncGenerator<IndexEntry> {
  for await (const entry of store.indexEntries()) if (isOfWalk(entry.position, log)) yield entry;
}

/** What an index says of other places than a log has is of the walk, too. */
const isOfWalk = (position: Position, { upTo }: WalkedLog): boolean => !(position > upTo);
