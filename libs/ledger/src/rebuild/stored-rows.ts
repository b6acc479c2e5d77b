import { bufferToKeyValue, type Database } from 'lmdb';
import type { Key } from '../draft-rows';
import type { RowFormat } from '../row-format';
import { canonicalRowHash, unreadableHash } from './state-digest';

declare module 'lmdb' {
  /** What `lmdb` exports beside its declarations: a key, from the bytes that it is stored as. */
  export function bufferToKeyValue(bytes: Uint8Array): unknown;
}

/**
 * A table as bytes, to be walked through from its beginning: what is damaged must be read too. Nothing is to be looked up in it or
 * written to it by key: the table was opened with keys of another kind, which LMDB expects to be followed by zeros.
 */
export type StoredRows = Database<Uint8Array, Uint8Array>;

/** How such a table is opened. */
export const asBytes = { encoding: 'binary', keyEncoding: 'binary' } as const;

/** The bytes at a place are no key or no row: the disk, or somebody, has changed them. */
export const UNREADABLE = Symbol('unreadable');

/** A row of one table beside that of another with the same key. At least one of them is there. */
export interface Pair {
  readonly key: Uint8Array;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
}

interface Entry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

type Entries = Iterable<Entry>;

/** A table beside itself, walked through once. */
export function* twins(entries: Entries): Generator<Pair> {
  for (const { key, value } of entries) yield { key, before: value, after: value };
}

/** Two tables side by side, in the order of their keys. */
export function* pairs(before: Entries, after: Entries): Generator<Pair> {
  const [left, right] = [new Cursor(before), new Cursor(after)];
  try {
    for (;;) {
      const order = Cursor.order(left, right);
      const entry = order <= 0 ? left.entry : right.entry;
      if (!entry) return;
      yield {
        key: entry.key,
        before: order <= 0 ? entry.value : null,
        after: order >= 0 ? right.entry!.value : null,
      };
      if (order <= 0) left.next();
      if (order >= 0) right.next();
    }
  } finally {
    left.end();
    right.end();
  }
}

/** Where a walk through a table is. */
class Cursor {
  private readonly entries: Iterator<Entry>;
  entry: Entry | undefined;

  constructor(entries: Entries) {
    this.entries = entries[Symbol.iterator]();
    this.next();
  }

  next(): void {
    const next = this.entries.next();
    this.entry = next.done ? undefined : next.value;
  }

  end(): void {
    this.entries.return?.();
  }

  /** Below 0 when the one is first, above when the other is; one that is at its end is last. */
  static order({ entry: one }: Cursor, { entry: other }: Cursor): number {
    if (!one) return other ? 1 : -1;
    return other ? Buffer.compare(one.key, other.key) : -1;
  }
}

/** Places of the lengths that keys have had; LMDB takes none of more than 1978 bytes. */
const places: Buffer[] = [];

/**
 * Key bytes copied to where the last key of that length was: the library makes a view of its own of every buffer that it reads a key
 * from, which takes several times as long as reading.
 */
function inPlace(bytes: Uint8Array): Buffer {
  const place = (places[bytes.length] ??= Buffer.alloc(bytes.length));
  place.set(bytes);
  return place;
}

/** The key that the bytes stand for. */
export function keyIn(bytes: Uint8Array): Key | typeof UNREADABLE {
  try {
    const key = bufferToKeyValue(inPlace(bytes));
    const parts = Array.isArray(key) ? key : [key];
    return parts.every(isPart) ? parts : UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}

const isPart = (part: unknown): part is string | number =>
  typeof part === 'string' || typeof part === 'number';

/** The row that the bytes stand for. */
export const rowIn = (bytes: Uint8Array, format: RowFormat): unknown =>
  unlessUnreadable(() => format.decode(bytes));

export function hashOf({ key, value }: Entry, format: RowFormat): Buffer {
  const readKey = keyIn(key);
  const row = unlessUnreadable(() => format.canonical(value));
  return readKey === UNREADABLE || row === UNREADABLE
    ? unreadableHash(key, value)
    : canonicalRowHash(readKey, row);
}

function unlessUnreadable<T>(read: () => T): T | typeof UNREADABLE {
  try {
    return read();
  } catch {
    return UNREADABLE;
  }
}
