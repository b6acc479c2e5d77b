import { daysSinceEpoch } from './calendar';
import { DAY, HOUR, MINUTE, SECOND } from './time-text';

const stockholm = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Europe/Stockholm',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** What Sweden's clock showed at the instant, from the time zone database: correct for every rule, and slow. */
export const historicClock = (epochMs: number): number => {
  const wholeSeconds = Math.floor(epochMs / SECOND) * SECOND;
  const shown = new Map(
    stockholm.formatToParts(wholeSeconds).map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
  const days = daysSinceEpoch(part('year'), part('month'), part('day'));
  const timeOfDay = part('hour') * HOUR + part('minute') * MINUTE + part('second') * SECOND;
  return days * DAY + timeOfDay + (epochMs - wholeSeconds);
};

const offsetAt = (epochMs: number): number => historicClock(epochMs) - epochMs;

/**
 * The instant at which Sweden's clock showed the given time. No two changes of the clock are within two days of each
 * other, so the offsets a day before and a day after are the only candidates. The earlier one is right both for a
 * time that was shown twice (its first showing) and for one that was skipped (it moves forward).
 */
export const historicInstant = (clockMs: number): number => {
  const offsetBefore = offsetAt(clockMs - DAY);
  const offsetAfter = offsetAt(clockMs + DAY);
  const isShownBefore = offsetAt(clockMs - offsetBefore) === offsetBefore;
  const isShownAfter = offsetAt(clockMs - offsetAfter) === offsetAfter;
  return !isShownBefore && isShownAfter ? clockMs - offsetAfter : clockMs - offsetBefore;
};
