import { setImmediate as turn } from 'node:timers/promises';
import type { Direction, EventStore, ReadStreamOptions, StoredEvent } from '#event-store';
import { dayOf, type Day, type TimeSpan } from './days';
import type { RecordKind } from './record-kind';
import { dayInStream, removalIn, type Removed } from './removed-records';

/** Where a record stands in the log: its day, its batch in the day's stream, and its place in the batch, from 0. */
export interface RecordPlace {
  readonly day: Day;
  readonly revision: number;
  readonly index: number;
}

export interface PlacedRecord<Kept> {
  readonly place: RecordPlace;
  readonly record: Kept;
}

/** By day, and within a day in the order of recording, from the oldest or from the newest on. */
export type RecordOrder = 'oldest-first' | 'newest-first';

export interface ReadRecordsOptions {
  /** Default: the newest first. */
  readonly order?: RecordOrder;
  /** Only what comes behind this place, in the order. */
  readonly after?: RecordPlace;
  /** Hears of each batch whose records were removed, which is then passed over. Without it, the reading ends with `RecordsRemoved`. */
  readonly onRemoved?: (day: string, removed: Removed) => void;
}

/** How many batches are read at a time, or days looked at. */
const PAGE = 32;

/** Records of one kind, and the log that they are in. */
export interface RecordsToRead<Kept> {
  readonly kind: RecordKind<Kept>;
  readonly auditStore: Pick<EventStore, 'readStream'>;
}

/**
 * Every record of the days that a span touches: of those days' streams, and of no others. A page is held at a time, however many
 * there are, and others get their turn between two pages.
 * @throws StoreUnavailable, and what the kind throws for a batch that this build cannot read
 */
export async function* readRecords<Kept>(
  records: RecordsToRead<Kept>,
  span: TimeSpan,
  { order = 'newest-first', after, onRemoved }: ReadRecordsOptions = {},
): AsyncGenerator<PlacedRecord<Kept>> {
  const direction = order === 'newest-first' ? 'backwards' : 'forwards';
  const reading: Reading<Kept> = { ...records, direction, onRemoved };
  for await (const day of daysWithRecords(records, daysOf(span, direction))) {
    if (after === undefined || isLater(day, after.day, direction)) yield* readDay(reading, day);
    else if (day === after.day) yield* readDayAfter(reading, after);
  }
}

function* daysOf({ from, before }: TimeSpan, direction: Direction): Generator<Day> {
  if (from >= before) return;
  const [first, last] = [dayOf(from), dayOf(before - 1)];
  const days = last - first;
  for (let done = 0; done <= days; done += 1) yield direction === 'forwards' ? first + done : last - done;
}

/** Most days of a long span may be empty, and on a server each look takes a round trip: so many are looked at together. */
async function* daysWithRecords<Kept>(
  { kind, auditStore }: RecordsToRead<Kept>,
  days: Iterator<Day>,
): AsyncGenerator<Day> {
  for (let next = taken(days); next.length > 0; next = taken(days)) {
    await turn();
    const first = await Promise.all(
      next.map((day) => auditStore.readStream(kind.streamOf(day), { limit: 1 })),
    );
    yield* next.filter((_day, index) => first[index]!.length > 0);
  }
}

/** The next page of days. */
function taken(days: Iterator<Day>): Day[] {
  const page: Day[] = [];
  while (page.length < PAGE) {
    const { done, value } = days.next() as IteratorResult<Day, undefined>;
    if (done) break;
    page.push(value);
  }
  return page;
}

const isLater = (one: number, other: number, direction: Direction): boolean =>
  direction === 'forwards' ? one > other : one < other;

interface Reading<Kept> extends RecordsToRead<Kept> {
  readonly direction: Direction;
  readonly onRemoved: ReadRecordsOptions['onRemoved'];
}

async function* readDayAfter<Kept>(
  reading: Reading<Kept>,
  after: RecordPlace,
): AsyncGenerator<PlacedRecord<Kept>> {
  for await (const placed of readDay(reading, after.day, after.revision)) {
    const { revision, index } = placed.place;
    if (revision !== after.revision || isLater(index, after.index, reading.direction)) yield placed;
  }
}

async function* readDay<Kept>(
  reading: Reading<Kept>,
  day: Day,
  from?: number,
): AsyncGenerator<PlacedRecord<Kept>> {
  const { kind, auditStore, direction } = reading;
  const step = direction === 'forwards' ? 1 : -1;
  let options: ReadStreamOptions = { direction, from, limit: PAGE };
  for (;;) {
    await turn();
    const page = await auditStore.readStream(kind.streamOf(day), options);
    for (const batch of page) yield* placedIn(batch, recordsIn(batch, reading), { day, direction });
    const next = (page.at(-1)?.revision ?? 0) + step;
    if (page.length < PAGE || next < 0) return;
    options = { ...options, from: next };
  }
}

/** None where they were removed, if somebody hears of that. @throws RecordsRemoved otherwise */
function recordsIn<Kept>(batch: StoredEvent, { kind, onRemoved }: Reading<Kept>): readonly Kept[] {
  const removed = removalIn(batch);
  if (!removed || !onRemoved) return kind.decode(batch);
  onRemoved(dayInStream(batch), removed);
  return [];
}

function* placedIn<Kept>(
  { revision }: StoredEvent,
  records: readonly Kept[],
  { day, direction }: { readonly day: Day; readonly direction: Direction },
): Generator<PlacedRecord<Kept>> {
  const placed = records.map((record, index) => ({ place: { day, revision, index }, record }));
  yield* direction === 'forwards' ? placed : placed.reverse();
}
