import { formatLocalTime, parseLocalTime, type Instant } from '#consent';
import type { TimeSpan } from '../records';

/** A calendar month, `YYYY-MM`. */
export type Month = string;

const SHAPE = /^(\d{4})-(\d\d)$/;

/** The month's span in Swedish local time; `null` when the text names no month. */
export function spanOfMonth(month: Month): TimeSpan | null {
  const [, year, number] = SHAPE.exec(month) ?? [];
  const from = parseLocalTime(`${month}-01T00:00:00`);
  if (year === undefined || number === undefined || from === null) return null;
  const next =
    number === '12' ? `${Number(year) + 1}-01` : `${year}-${String(Number(number) + 1).padStart(2, '0')}`;
  const before = parseLocalTime(`${next}-01T00:00:00`);
  return before === null ? null : { from, before };
}

/** The month that an instant is in, in Sweden. */
export const monthOf = (instant: Instant): Month => formatLocalTime(instant).slice(0, 7);
