import { dateOfDay, daysSinceEpoch } from './calendar';
import { historicClock, historicInstant } from './swedish-clock-before-1996';
import { DAY, HOUR } from './time-text';

/** The first year of today's rule in Sweden: until 1995 summer time ended in September. */
const FIRST_YEAR_OF_EU_RULE = 1996;

const WINTER_OFFSET = HOUR;
const SUMMER_OFFSET = 2 * HOUR;

const MARCH = 3;
const OCTOBER = 10;

/** 01:00 UTC on the last Sunday of March or October, which both have 31 days. Day 0 of 1970 was a Thursday. */
const clockChange = (year: number, month: number): number => {
  const lastDay = daysSinceEpoch(year, month, 31);
  return (lastDay - ((lastDay + 4) % 7)) * DAY + HOUR;
};

const isSummerTime = (epochMs: number, year: number): boolean =>
  epochMs >= clockChange(year, MARCH) && epochMs < clockChange(year, OCTOBER);

const yearOf = (ms: number): number => dateOfDay(Math.floor(ms / DAY)).year;

/**
 * What the clock on a Swedish wall shows at an instant: milliseconds since 1970-01-01T00:00:00 on that clock.
 *
 * From 1996 the rule of directive 2000/84/EC is computed here, for asking Intl costs several microseconds. It has no
 * last year, neither in the law nor in the time zone database, so it also holds for every year to come until the law
 * is changed; then the rule gets a last year, and the years after it go to Intl like those before 1996.
 */
export const swedishClock = (epochMs: number): number => {
  const year = yearOf(epochMs);
  if (year < FIRST_YEAR_OF_EU_RULE) return historicClock(epochMs);
  return epochMs + (isSummerTime(epochMs, year) ? SUMMER_OFFSET : WINTER_OFFSET);
};

/**
 * The instant at which the clock on a Swedish wall shows the given time. Reading every time as summer time first
 * gives the first showing of the repeated hour in October, and leaves the skipped hour in March to winter time,
 * which moves it forward: 02:30 becomes the instant that the clock calls 03:30.
 */
export const swedishInstant = (clockMs: number): number => {
  const year = yearOf(clockMs);
  if (year < FIRST_YEAR_OF_EU_RULE) return historicInstant(clockMs);
  const asSummerTime = clockMs - SUMMER_OFFSET;
  return isSummerTime(asSummerTime, year) ? asSummerTime : clockMs - WINTER_OFFSET;
};
