import { dayOf, type Day } from '#audit';
import type { Instant } from '#consent';

const DAY_MS = 86_400_000;

/** The instant at which a day (UTC) is over for so many years: then its records may be removed. */
export function lapsesAt(day: Day, years: number): Instant {
  const end = new Date((day + 1) * DAY_MS);
  return end.setUTCFullYear(end.getUTCFullYear() + years);
}

/** The first day that has not lapsed; all before it have. */
export function firstKeptDay(now: Instant, years: number): Day {
  const past = new Date(now);
  let day = dayOf(past.setUTCFullYear(past.getUTCFullYear() - years));
  while (lapsesAt(day, years) <= now) day += 1;
  while (lapsesAt(day - 1, years) > now) day -= 1;
  return day;
}

/** A day that is written such as `2015-03-02`. */
export const dayOfDate = (date: string): Day => dayOf(Date.parse(`${date}T00:00:00Z`));

/** Whether a day, such as `2015-03-02`, had lapsed at an instant. */
export const lapsesOnTime = (day: string, years: number, now: Instant): boolean =>
  lapsesAt(dayOfDate(day), years) <= now;
