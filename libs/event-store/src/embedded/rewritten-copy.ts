import { setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Key, RootDatabase } from 'lmdb';
import type { Position, StoredEvent } from '../event-store';
import { throwCause } from './failures';
import { LogFile } from './log-file';
import { prepare, storedEvent, storedText } from './stored-text';

export interface Replacing {
  /** What is stored in the place of an event: itself, or one with the same id, stream, revision and type. */
  readonly replace: (event: StoredEvent) => StoredEvent;
  /** Whether an event is to be given to `replace`, by its text alone: most are copied as they are. */
  readonly mayReplace: (text: string) => boolean;
  /** Ends the copying between two pages, by throwing its reason. */
  readonly signal?: AbortSignal;
}

/** What was written to a new file is not what was read from the old one. */
export class CopyDiffers extends Error {
  override readonly name = 'CopyDiffers';

  constructor(table: string, key: Key | undefined) {
    super(
      `The new log differs from the old one in "${table}" at ${String(key ?? 'its end')}. Nothing was changed. See to the disk, and run the command again.`,
    );
  }
}

/** All that is in a log's file. */
const TABLES = ['meta', 'events', 'streams'] as const;
type Table = (typeof TABLES)[number];

/**
 * Copies a log into a new file, byte for byte, but for the events that are replaced, and reads the copy back.
 * @returns how many were replaced. @throws CopyDiffers
 */
export async function copyLog(directory: string, draft: string, replacing: Replacing): Promise<number> {
  const from = LogFile.openRoot(directory, { readOnly: false });
  const to = LogFile.openRoot(draft, { readOnly: false });
  try {
    let replaced = 0;
    const changed = (value: Buffer, position: Key): Buffer => {
      const text = value.toString();
      if (!replacing.mayReplace(text)) return value;
      const before = storedEvent(text, position as Position);
      const after = replacing.replace(before);
      if (after === before) return value;
      replaced += 1;
      return Buffer.from(textOf(before, after));
    };
    const read = pagesUntil(replacing.signal);
    for (const table of TABLES)
      await copy(read(table, from), table, to, table === 'events' ? changed : unchanged);
    await demandCopied(read, from, to, replaced);
    return replaced;
  } finally {
    await from.close();
    await to.close();
  }
}

/** What names an event stays as it is, so the index, the proofs and everything that speaks of it hold. */
function textOf({ id, stream, revision, type }: StoredEvent, { data, metadata }: StoredEvent): string {
  const [prepared] = prepare(stream, [{ id, type, data, metadata }]);
  return storedText(prepared!, revision);
}

const unchanged = (value: Buffer): Buffer => value;

async function copy(
  source: Pages,
  table: Table,
  to: RootDatabase,
  change: (value: Buffer, key: Key) => Buffer,
): Promise<void> {
  const target = to.openDB<Buffer>(table, { encoding: 'binary' });
  for await (const page of source) {
    const rows = page.map(({ key, value }) => ({ key, value: change(value, key) }));
    await to
      .transaction(() => {
        for (const { key, value } of rows) target.putSync(key, value);
      })
      .catch(throwCause);
  }
}

interface Row {
  readonly key: Key;
  readonly value: Buffer;
}

/** How many rows are held at a time, and copied in a transaction. */
const ROWS = 1000;

type Pages = AsyncGenerator<readonly Row[]>;
type PagesOf = (table: Table, root: RootDatabase) => Pages;

/** A table's rows, a page at a time, unless the work is to end. */
const pagesUntil = (signal?: AbortSignal): PagesOf =>
  async function* (table, root) {
    for await (const page of pages(table, root)) {
      signal?.throwIfAborted();
      yield page;
    }
  };

async function* pages(table: Table, root: RootDatabase): Pages {
  const source = root.openDB<Buffer>(table, { encoding: 'binary' });
  let after: Key | undefined;
  for (;;) {
    const rows: Row[] = [];
    for (const { key, value } of source.getRange({
      start: after,
      exclusiveStart: after !== undefined,
      limit: ROWS,
    }))
      rows.push({ key, value: Buffer.from(value) });
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)!.key;
    await turn();
  }
}

/** Reads both files from the beginning: nothing of what the copy was made with is trusted. @throws CopyDiffers */
async function demandCopied(
  read: PagesOf,
  from: RootDatabase,
  to: RootDatabase,
  replaced: number,
): Promise<void> {
  let differing = 0;
  for (const table of TABLES) differing += await countDiffering(table, read(table, from), read(table, to));
  if (differing !== replaced) throw new CopyDiffers('events', undefined);
}

async function countDiffering(table: Table, originals: Pages, copies: Pages): Promise<number> {
  let differing = 0;
  for await (const page of originals) {
    const copied = ((await copies.next()).value ?? []) as readonly Row[];
    if (copied.length !== page.length) throw new CopyDiffers(table, page[0]!.key);
    differing += page.filter((row, index) => differs(table, row, copied[index]!)).length;
  }
  if (!(await copies.next()).done) throw new CopyDiffers(table, undefined);
  return differing;
}

/** Only events may, and not in what names them. @throws CopyDiffers */
function differs(table: Table, row: Row, copied: Row): boolean {
  if (!isDeepStrictEqual(copied.key, row.key)) throw new CopyDiffers(table, row.key);
  if (copied.value.equals(row.value)) return false;
  if (table === 'events' && hasSameName(copied, row)) return true;
  throw new CopyDiffers(table, row.key);
}

function hasSameName(one: Row, other: Row): boolean {
  const [first, second] = [one, other].map(({ key, value }) => {
    const { id, stream, revision, type } = storedEvent(value.toString(), key as Position);
    return [id, stream, revision, type];
  });
  return isDeepStrictEqual(first, second);
}
