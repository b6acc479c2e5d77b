import {
  DamagedEvent,
  NO_POSITION,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
} from '../event-store';
import type { IndexEntry } from '../indexed-store';
import type { LogFile } from './log-file';
import { lastRevision, positionOf, type IndexRecord, type KeyedRecord } from './stream-index';
import { storedEvent } from './stored-text';

const PAGE = 500;

/** Each page is so many times as long as the one before, from one event on: who looks for the newest one reads no 500 for it. */
const GROWTH = 8;

/** Events may have up to a MiB each: so many characters of them, or a few more, are read at a time at most. */
const MAX_CHARACTERS = 4 * 1024 * 1024;

/** Reads what is durable. Every read first lets go of the snapshot of an earlier one, so that nothing committed is missed. */
export class LogReader {
  constructor(private readonly file: LogFile) {}

  head(): Position {
    this.file.root.resetReadTxn();
    return this.file.head();
  }

  stream(stream: string, options: ReadStreamOptions): StoredEvent[] {
    this.file.root.resetReadTxn();
    const newest = this.file.index.newest(stream);
    if (!newest) return [];
    const revisions = revisionsToRead(options, lastRevision(newest));
    return this.positions(stream, newest, revisions).map((position) => this.file.event(position));
  }

  /** Where the events of a stream are. @throws DamagedEvent for a position at which there is nothing. */
  positionsOf(stream: string, options: ReadStreamOptions): Position[] {
    this.file.root.resetReadTxn();
    const newest = this.file.index.newest(stream);
    if (!newest) return [];
    const positions = this.positions(stream, newest, revisionsToRead(options, lastRevision(newest)));
    for (const position of positions) this.file.demandEvent(position);
    return positions;
  }

  /** The next events after a position. */
  after(position: Position, limit: number): StoredEvent[] {
    this.file.root.resetReadTxn();
    return this.range({ start: position + 1, limit });
  }

  /** The events at or before a position, newest first. */
  upTo(position: Position, limit: number): StoredEvent[] {
    this.file.root.resetReadTxn();
    return this.range({ start: position, limit, reverse: true });
  }

  /** The whole log page by page, each read as it is asked for. */
  pages({ direction, from, limit = Infinity }: ReadAllOptions): Generator<StoredEvent[]> {
    return direction === 'backwards'
      ? this.pagesBy((position, size) => this.upTo(position, size), from ?? this.head(), -1, limit)
      : this.pagesBy((position, size) => this.after(position, size), from ?? NO_POSITION, 0, limit);
  }

  /** Everything that the index says, page by page. */
  *indexPages(): Generator<IndexEntry[]> {
    let last: KeyedRecord | undefined;
    do {
      this.file.root.resetReadTxn();
      const page = this.file.index.page(last?.key, PAGE);
      yield page.flatMap(indexEntries);
      last = page.at(-1);
    } while (last);
  }

  private positions(stream: string, newest: IndexRecord, { first, step, count }: Revisions): Position[] {
    const positions: Position[] = [];
    let record = newest;
    for (let revision = first; positions.length < count; revision += step) {
      if (revision < record.first || revision > lastRevision(record)) {
        record = this.file.index.holding(revision, newest, stream);
      }
      positions.push(positionOf(revision, record));
    }
    return positions;
  }

  /** `step` leads from the last event of a page to where the next one is to be read from. A page may be short of the end. */
  private *pagesBy(read: ReadPage, from: Position, step: number, limit: number): Generator<StoredEvent[]> {
    let next = from;
    let size = 1;
    for (let left = limit; left > 0;) {
      const page = read(next, Math.min(left, size));
      if (page.length === 0) return;
      yield page;
      left -= page.length;
      size = Math.min(size * GROWTH, PAGE);
      next = page[page.length - 1]!.position + step;
    }
  }

  /**
   * Ends early when there is much to read, and before a damaged event: it throws when that is the first, for what is before it can
   * still be read.
   */
  private range(options: { start: Position; limit: number; reverse?: boolean }): StoredEvent[] {
    const events: StoredEvent[] = [];
    let characters = 0;
    if (options.start <= NO_POSITION && options.reverse) return events;
    try {
      for (const { key, value } of this.file.events.getRange(options)) {
        events.push(storedEvent(value, key));
        characters += value.length;
        if (characters >= MAX_CHARACTERS) break;
      }
    } catch (error) {
      if (!(error instanceof DamagedEvent) || events.length === 0) throw error;
    }
    return events;
  }
}

function indexEntries({ key, first, positions }: KeyedRecord): IndexEntry[] {
  const stream = String(Array.isArray(key) ? key[0] : key);
  return positions.map((position, index) => ({ stream, revision: first + index, position }));
}

type ReadPage = (position: Position, size: number) => StoredEvent[];

interface Revisions {
  readonly first: number;
  readonly step: 1 | -1;
  readonly count: number;
}

function revisionsToRead(options: ReadStreamOptions, last: number): Revisions {
  const { direction = 'forwards', limit = Infinity } = options;
  if (direction === 'forwards') {
    const first = Math.max(options.from ?? 0, 0);
    return { first, step: 1, count: Math.min(last - first + 1, limit) };
  }
  const first = Math.min(options.from ?? last, last);
  return { first, step: -1, count: Math.min(first + 1, limit) };
}
