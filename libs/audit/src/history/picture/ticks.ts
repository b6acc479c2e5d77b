import { formatLocalTime, parseLocalTime, type Instant } from '#consent';
import type { Domain } from './scale';

/** A place on the axis: what stands there, and what it is part of. */
export interface Tick {
  readonly at: Instant;
  readonly label: string;
  readonly context: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30.44 * DAY;

/** Either so many milliseconds on the clock, counted from `since`, or so many months. */
interface Step {
  readonly length: number;
  readonly since?: number;
  readonly months?: number;
}

/** Weeks begin on Mondays, and the epoch began on a Thursday. */
const FIRST_MONDAY = 4 * DAY;

const steps: readonly Step[] = [
  ...[5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY].map((length) => ({
    length,
  })),
  { length: 7 * DAY, since: FIRST_MONDAY },
  ...[1, 3, 6, 12, 24, 60, 120, 240, 600].map((months) => ({ length: months * MONTH, months })),
];

const MOST_TICKS = 10;
const EPOCH_YEAR = 1970;

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Round times within the domain, on the clock in Sweden: a handful, whatever its length. The hour that March leaves out has none.
 * @param months what the twelve are called.
 */
export function ticksOf(domain: Domain, months: readonly string[] = englishMonths): Tick[] {
  const step = steps.find(({ length }) => (domain.to - domain.from) / length <= MOST_TICKS) ?? steps.at(-1)!;
  const ticks: Tick[] = [];
  for (let clock = firstOn(clockAt(domain.from), step); ; clock = nextOn(clock, step)) {
    const at = parseLocalTime(textOf(clock));
    if (at === null || at > domain.to) return ticks;
    if (at >= domain.from && clockAt(at) === clock) ticks.push({ at, ...labelsOf(clock, step, months) });
  }
}

/** What the clock shows, as milliseconds since 1970-01-01T00:00:00 on that clock. */
const clockAt = (instant: Instant): number => Date.parse(`${formatLocalTime(instant)}Z`);
const textOf = (clock: number): string => new Date(clock).toISOString().slice(0, 19);

function firstOn(clock: number, { length, since = 0, months: count }: Step): number {
  if (count === undefined) return Math.floor((clock - since) / length) * length + since;
  const date = new Date(clock);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
  return Date.UTC(EPOCH_YEAR, month - (month % count) - EPOCH_YEAR * 12, 1);
}

function nextOn(clock: number, { length, months: count }: Step): number {
  if (count === undefined) return clock + length;
  const date = new Date(clock);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1);
}

function labelsOf(
  clock: number,
  { length, months: count = 0 }: Step,
  months: readonly string[],
): Omit<Tick, 'at'> {
  const [day, time] = textOf(clock).split('T') as [string, string];
  const date = new Date(clock);
  const month = months[date.getUTCMonth()]!;
  const year = String(date.getUTCFullYear());
  if (count >= 12) return { label: year, context: '' };
  if (length < DAY) return { label: time.slice(0, 5), context: day };
  return { label: count > 0 ? month : `${date.getUTCDate()} ${month}`, context: year };
}
