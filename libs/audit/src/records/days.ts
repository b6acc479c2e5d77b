import { formatInstant, type Instant } from '#consent';
import { auditStream } from '#ledger';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A day in UTC, as days since 1970-01-01. */
export type Day = number;

export const dayOf = (instant: Instant): Day => Math.floor(instant / DAY_MS);

/** Such as `2026-03-02`. */
export const dateOf = (day: Day): string => formatInstant(day * DAY_MS).slice(0, 10);

/** The stream of a day, such as `audit-decisions-2026-03-02`: a search reads the days it is about, and no others. */
export const streamOfDay = (name: string, day: Day): string => auditStream(`${name}-${dateOf(day)}`);

/** A span of time: from an instant on, and before another. */
export interface TimeSpan {
  readonly from: Instant;
  readonly before: Instant;
}
