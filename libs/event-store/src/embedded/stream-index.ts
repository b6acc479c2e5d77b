import type { Database, Key } from 'lmdb';
import type { Position } from '../event-store';

/**
 * Where the events of each stream are in the log. A stream's record holds the positions of its newest events as
 * `[first revision, position, position, …]`; a full record moves to the key `[stream, first revision]`. So a short
 * stream is found with one look, and a long one never rewrites more than one short record.
 */
export interface IndexRecord {
  readonly first: number;
  readonly positions: readonly Position[];
}

/** A record with its key: the stream for the newest one, `[stream, first revision]` for the others. */
export interface KeyedRecord extends IndexRecord {
  readonly key: Key;
}

export const POSITIONS_PER_RECORD = 32;

/** A key may have 1978 bytes, of which the archived record's revision takes some. */
const MAX_STREAM_NAME_BYTES = 1024;
const UNSTORABLE = /[\0\p{Surrogate}]/u;

export function checkStreamName(stream: string): void {
  const storable =
    stream !== '' && !UNSTORABLE.test(stream) && Buffer.byteLength(stream) <= MAX_STREAM_NAME_BYTES;
  if (!storable) throw new TypeError(`Not a name for a stream: ${JSON.stringify(stream.slice(0, 100))}`);
}

export class StreamIndex {
  constructor(private readonly records: Database<string>) {}

  /** The record of the stream's newest events, or `undefined` when the stream does not exist. */
  newest(stream: string): IndexRecord | undefined {
    return parsed(this.records.get(stream));
  }

  /** The record that holds the given revision. */
  holding(revision: number, newest: IndexRecord, stream: string): IndexRecord {
    if (revision >= newest.first) return newest;
    const first = revision - (revision % POSITIONS_PER_RECORD);
    const record = parsed(this.records.get([stream, first]));
    if (!record) throw new Error(`The log's index has lost revision ${first} of stream ${stream}`);
    return record;
  }

  /** The next records behind a key, or the first ones; none when there are no more. */
  page(after: Key | undefined, limit: number): KeyedRecord[] {
    const range = this.records.getRange({ start: after, exclusiveStart: after !== undefined, limit });
    return [...range].map(({ key, value }) => ({ key, ...parsed(value)! }));
  }

  /** Adds positions to the newest record, and archives what is too much for it. Only in a write transaction. */
  add(stream: string, newest: IndexRecord | undefined, added: readonly Position[]): void {
    let first = newest?.first ?? 0;
    let all = [...(newest?.positions ?? []), ...added];
    for (; all.length > POSITIONS_PER_RECORD; first += POSITIONS_PER_RECORD) {
      void this.records.put([stream, first], written(first, all.slice(0, POSITIONS_PER_RECORD)));
      all = all.slice(POSITIONS_PER_RECORD);
    }
    void this.records.put(stream, written(first, all));
  }
}

export const lastRevision = (record: IndexRecord): number => record.first + record.positions.length - 1;

export const positionOf = (revision: number, record: IndexRecord): Position =>
  record.positions[revision - record.first]!;

const written = (first: number, positions: readonly Position[]): string => `${first},${positions.join(',')}`;

function parsed(text: string | undefined): IndexRecord | undefined {
  if (text === undefined) return undefined;
  const [first, ...positions] = text.split(',').map(Number);
  return { first: first!, positions };
}
