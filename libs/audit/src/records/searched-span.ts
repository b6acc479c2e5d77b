import type { Instant } from '#consent';
import type { TimeSpan } from './days';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How far back a search reaches that does not say since when. */
const USUAL_MS = 30 * DAY_MS;

/** How far ahead a clock may have been. Every day of a span is looked up, and those until 9999 would be nearly three million. */
const AHEAD_MS = 366 * DAY_MS;

/** The span that a search is about: as it was asked for, from 1970 until a year from now; of what was left open, the last 30 days. */
export function searchedSpan({ from, before }: Partial<TimeSpan>, now: Instant): TimeSpan {
  const end = possible(before ?? now + 1, now);
  return { from: possible(from ?? end - USUAL_MS, now), before: end };
}

const possible = (instant: Instant, now: Instant): Instant => Math.min(Math.max(instant, 0), now + AHEAD_MS);
