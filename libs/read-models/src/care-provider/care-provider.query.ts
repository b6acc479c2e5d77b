import type { Instant, StatedTime } from '#consent';
import { askedAt, formatLocalTime, hasExpired, parseLocalTime } from '#consent';
import type { Assertion } from '../assertion';
import { spanOf } from '../assertion';
import { isUnreadableConsent } from '../unreadable';
import type { Key } from '../projection';
import type { CareProviderRow, CareProviderRows, Place } from './care-provider.projection';
import { EARLIEST_STORAGE, latestStorage, storedPrefix } from './care-provider.projection';
import type { Cursor } from './cursor';

export interface CareProviderQuestion {
  readonly careProviderId: string;
  /** Only what was stored at this time or later. */
  readonly createdOnOrAfter?: Instant;
  /** Only what comes after this place. */
  readonly after?: Cursor;
  /** Whether to list those that were cancelled, deleted or ended before the end that they were registered with. */
  readonly includeCancelled: boolean;
  /** How many consents to answer with at a time. */
  readonly pageSize: number;
  /** How many rows to look at at a time, whether or not they are answered with: it bounds the work that one question costs. */
  readonly scanLimit: number;
}

/** A consent that holds no more, and that a copy may hold as registered. */
export interface CancelledAssertion {
  readonly assertionId: string;
  /** When it was cancelled or deleted, as stated; else the end that it was moved to. */
  readonly cancellationDate: StatedTime;
}

export interface CareProviderPage {
  readonly assertions: readonly Assertion[];
  readonly cancelled: readonly CancelledAssertion[];
  /** There may be more: ask again. A page may be short, even empty, and still not the last. */
  readonly hasMore: boolean;
  /** A whole second. Everything not yet told of, and everything stored from now on, was stored at this time or later. */
  readonly moreOnOrAfter: Instant;
  /** Where this page ends. Everything not yet told of comes after it. */
  readonly cursor: Cursor;
}

interface Content {
  readonly assertions: Assertion[];
  readonly cancelled: CancelledAssertion[];
}

/**
 * What one care provider's consents have become since a time or a place. Times on the wire have whole seconds, so a caller who
 * goes by them gets every second whole, even past the page size: half of one would be fetched again for ever, or skipped. For
 * the same reason such a caller gets the hour that October repeats in one page.
 */
export function consentsForCareProvider(
  rows: CareProviderRows,
  question: CareProviderQuestion,
  now: Instant,
): CareProviderPage {
  const content: Content = { assertions: [], cancelled: [] };
  let last: Place | null = null;
  let looked = 0;
  for (const { key, row } of rows.scan(storedPrefix(question.careProviderId), startKey(question))) {
    const here = placeOf(key);
    if (last && isFull(content, looked, question) && mayEndBetween(last, here, question)) {
      return { ...content, hasMore: true, moreOnOrAfter: asOnTheWire(here.storedAt), cursor: last };
    }
    collect({ row, rows }, content, question, now);
    last = here;
    looked += 1;
  }
  const reached = last?.storedAt ?? latestStorage(rows, question.careProviderId);
  return {
    ...content,
    hasMore: false,
    moreOnOrAfter: syncPoint(reached, question),
    cursor: last ?? startOf(question),
  };
}

/**
 * The instant that is left of this one when a caller has received it and sends it back: a whole second, and in the hour that
 * October repeats the first of the two. Never later, so nothing is skipped by it.
 */
const asOnTheWire = (instant: Instant): Instant =>
  parseLocalTime(formatLocalTime(instant)) ?? EARLIEST_STORAGE;

/** Later rows are never stored before the last so far, nor are they asked for when stored before the time asked for. */
const syncPoint = (
  reached: Instant,
  { createdOnOrAfter = EARLIEST_STORAGE }: CareProviderQuestion,
): Instant => Math.max(asOnTheWire(reached), asOnTheWire(createdOnOrAfter));

/** The place just before the first that is asked for. */
function startOf({ createdOnOrAfter = EARLIEST_STORAGE, after }: CareProviderQuestion): Cursor {
  return after && after.storedAt >= createdOnOrAfter ? after : { storedAt: createdOnOrAfter, position: -1 };
}

function startKey(question: CareProviderQuestion): Key {
  const { storedAt, position } = startOf(question);
  return [...storedPrefix(question.careProviderId), storedAt, position + 1];
}

const placeOf = (key: Key): Place => ({ storedAt: key[2] as Instant, position: key[3] as number });

const isFull = (
  { assertions, cancelled }: Content,
  looked: number,
  { pageSize, scanLimit }: CareProviderQuestion,
): boolean => assertions.length + cancelled.length >= pageSize || looked >= scanLimit;

/** A cursor can point between any two rows. A time can only when it leads on, past all of this page, after its way to the caller. */
const mayEndBetween = (last: Place, next: Place, { after }: CareProviderQuestion): boolean =>
  after !== undefined || last.storedAt < asOnTheWire(next.storedAt);

function collect(
  { row, rows }: { readonly row: CareProviderRow; readonly rows: CareProviderRows },
  { assertions, cancelled }: Content,
  { includeCancelled }: CareProviderQuestion,
  now: Instant,
): void {
  if (row.kind !== 'consent' || isUnreadableConsent(rows, row.assertion.assertionId)) return;
  const { assertion, cancellationDate, endedEarly } = row;
  const hasEnded = hasExpired(spanOf(assertion), askedAt(now, row.recordedAt));
  const endDate = cancellationDate ?? (hasEnded ? assertion.end : undefined);
  if (!endDate) assertions.push(assertion);
  else if (includeCancelled && endedEarly) {
    cancelled.push({ assertionId: assertion.assertionId, cancellationDate: endDate });
  }
}
