import { setImmediate as turn } from 'node:timers/promises';
import type { Direction, EventStore, ReadStreamOptions, StoredEvent } from '#event-store';
import type { Decision } from './decision';
import { decodeDecisions } from './decision-codec';
import { dayOf, decisionStream, type Day, type TimeSpan } from './decision-streams';

/** Where a decision stands in the log: its day, its batch in the day's stream, and its place in the batch, from 0. */
export interface DecisionPlace {
  readonly day: Day;
  readonly revision: number;
  readonly index: number;
}

export interface PlacedDecision {
  readonly place: DecisionPlace;
  readonly decision: Decision;
}

/** By day, and within a day in the order of recording, from the oldest or from the newest on. */
export type DecisionOrder = 'oldest-first' | 'newest-first';

export interface ReadDecisionsOptions {
  /** Default: the newest first. */
  readonly order?: DecisionOrder;
  /** Only what comes behind this place, in the order. */
  readonly after?: DecisionPlace;
}

/** How many batches are read at a time, or days looked at. */
const PAGE = 32;

/**
 * Every decision of the days that a span touches: of those days' streams, and of no others. A page is held at a time, however many
 * there are, and others get their turn between two pages.
 * @throws StoreUnavailable @throws UnknownDecisions
 */
export async function* readDecisions(
  auditStore: Pick<EventStore, 'readStream'>,
  span: TimeSpan,
  { order = 'newest-first', after }: ReadDecisionsOptions = {},
): AsyncGenerator<PlacedDecision> {
  const direction = order === 'newest-first' ? 'backwards' : 'forwards';
  for await (const day of daysWithDecisions(auditStore, daysOf(span, direction))) {
    if (after === undefined || isLater(day, after.day, direction)) yield* readDay(auditStore, day, direction);
    else if (day === after.day) yield* readDayAfter(auditStore, after, direction);
  }
}

function* daysOf({ from, before }: TimeSpan, direction: Direction): Generator<Day> {
  if (from >= before) return;
  const [first, last] = [dayOf(from), dayOf(before - 1)];
  const days = last - first;
  for (let done = 0; done <= days; done += 1) yield direction === 'forwards' ? first + done : last - done;
}

/** Most days of a long span may be empty, and on a server each look takes a round trip: so many are looked at together. */
async function* daysWithDecisions(
  auditStore: Pick<EventStore, 'readStream'>,
  days: Iterator<Day>,
): AsyncGenerator<Day> {
  for (let next = taken(days); next.length > 0; next = taken(days)) {
    await turn();
    const first = await Promise.all(
      next.map((day) => auditStore.readStream(decisionStream(day), { limit: 1 })),
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

async function* readDayAfter(
  auditStore: Pick<EventStore, 'readStream'>,
  after: DecisionPlace,
  direction: Direction,
): AsyncGenerator<PlacedDecision> {
  for await (const placed of readDay(auditStore, after.day, direction, after.revision)) {
    const { revision, index } = placed.place;
    if (revision !== after.revision || isLater(index, after.index, direction)) yield placed;
  }
}

async function* readDay(
  auditStore: Pick<EventStore, 'readStream'>,
  day: Day,
  direction: Direction,
  from?: number,
): AsyncGenerator<PlacedDecision> {
  const step = direction === 'forwards' ? 1 : -1;
  let options: ReadStreamOptions = { direction, from, limit: PAGE };
  for (;;) {
    await turn();
    const page = await auditStore.readStream(decisionStream(day), options);
    for (const batch of page) yield* placedIn(batch, day, direction);
    const next = (page.at(-1)?.revision ?? 0) + step;
    if (page.length < PAGE || next < 0) return;
    options = { ...options, from: next };
  }
}

function* placedIn(batch: StoredEvent, day: Day, direction: Direction): Generator<PlacedDecision> {
  const placed = decodeDecisions(batch).map((decision, index) => ({
    place: { day, revision: batch.revision, index },
    decision,
  }));
  yield* direction === 'forwards' ? placed : placed.reverse();
}
