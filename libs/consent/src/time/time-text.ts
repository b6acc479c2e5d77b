import { dateOfDay, daysSinceEpoch, isRealDate } from './calendar';
import { numberAt } from './digits';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Where `YYYY-MM-DDThh:mm:ss` ends. */
export const SECONDS_END = 19;

/** Pattern source for `Thh:mm:ss`. Hour 24 and second 60 are outside. */
export const CLOCK = 'T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d';

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/**
 * Writes milliseconds since 1970-01-01T00:00:00 on some clock (UTC's or Sweden's) as what that clock shows:
 * `YYYY-MM-DDThh:mm:ss`, the rest of the second dropped. The year must be 0000–9999.
 */
export const writeSeconds = (clockMs: number): string => {
  const days = Math.floor(clockMs / DAY);
  const seconds = Math.floor((clockMs - days * DAY) / SECOND);
  const { year, month, day } = dateOfDay(days);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const date = `${year < 1000 ? `${year}`.padStart(4, '0') : year}-${two(month)}-${two(day)}`;
  return `${date}T${two(hours)}:${two(minutes)}:${two(seconds % 60)}`;
};

/**
 * The inverse of `writeSeconds` for a text that already has the right shape and a real time of day; null when the
 * date does not exist.
 */
export const readSeconds = (text: string): number | null => {
  const year = numberAt(text, 0, 4);
  const month = numberAt(text, 5, 7);
  const day = numberAt(text, 8, 10);
  if (!isRealDate(year, month, day)) return null;
  const timeOfDay =
    numberAt(text, 11, 13) * HOUR + numberAt(text, 14, 16) * MINUTE + numberAt(text, 17, 19) * SECOND;
  return daysSinceEpoch(year, month, day) * DAY + timeOfDay;
};
