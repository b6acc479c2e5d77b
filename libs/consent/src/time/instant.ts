import { daysSinceEpoch } from './calendar';
import { numberAt } from './digits';
import { CLOCK, DAY, SECOND, SECONDS_END, readSeconds, writeSeconds } from './time-text';

const SHAPE = new RegExp(`^\\d{4}-\\d\\d-\\d\\d${CLOCK}\\.\\d{3}Z$`);

const YEAR_0 = daysSinceEpoch(0, 1, 1) * DAY;
const YEAR_10000 = daysSinceEpoch(10_000, 1, 1) * DAY;

/**
 * Writes an instant as UTC with milliseconds, `YYYY-MM-DDThh:mm:ss.mmmZ` (ISO 8601, RFC 3339): always 24 characters,
 * so that text order is time order. Takes milliseconds since 1970-01-01T00:00:00Z.
 * Throws a RangeError outside the years 0000–9999, where the text would need another shape.
 */
export const formatInstant = (epochMs: number): string => {
  if (!(epochMs >= YEAR_0 && epochMs < YEAR_10000)) throw new RangeError('The instant is outside 0000–9999.');
  const wholeMs = Math.floor(epochMs);
  const fraction = wholeMs - Math.floor(wholeMs / SECOND) * SECOND;
  return `${writeSeconds(wholeMs)}.${`${fraction}`.padStart(3, '0')}Z`;
};

/**
 * Reads exactly what `formatInstant` writes and returns milliseconds since 1970-01-01T00:00:00Z. Anything else can
 * only be a damaged store, so it throws a RangeError; the text is kept out of the message, for it could be anything.
 */
export const parseInstant = (iso: string): number => {
  const seconds = SHAPE.test(iso) ? readSeconds(iso) : null;
  if (seconds === null) throw new RangeError('The text is not an instant in UTC with milliseconds.');
  return seconds + numberAt(iso, SECONDS_END + 1, SECONDS_END + 4);
};
