import { daysSinceEpoch } from './calendar';
import { numberAt } from './digits';
import { swedishClock, swedishInstant } from './swedish-clock';
import { CLOCK, DAY, HOUR, MINUTE, SECONDS_END, readSeconds, writeSeconds } from './time-text';

const DATE = '(?:19|[2-9]\\d)\\d\\d-\\d\\d-\\d\\d';
const FRACTION = '\\.\\d{1,40}';
const ZONE = 'Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00)';
const SHAPE = new RegExp(`^${DATE}${CLOCK}(?:${FRACTION})?(?:${ZONE})?$`);

/** `±hh:mm` at the end of a text; no other sign can stand that far from the end. */
const OFFSET_LENGTH = 6;

/** Swedish winter time is one hour before UTC when both years begin. */
const EARLIEST = daysSinceEpoch(1900, 1, 1) * DAY - HOUR;
const AFTER_LATEST = daysSinceEpoch(10_000, 1, 1) * DAY - HOUR;

const isInRange = (epochMs: number): boolean => epochMs >= EARLIEST && epochMs < AFTER_LATEST;

const readMilliseconds = (text: string): number => {
  if (text.charAt(SECONDS_END) !== '.') return 0;
  let digitsEnd = SECONDS_END + 1;
  while (digitsEnd < SECONDS_END + 4 && /\d/.test(text.charAt(digitsEnd))) digitsEnd += 1;
  const digits = digitsEnd - SECONDS_END - 1;
  return numberAt(text, SECONDS_END + 1, digitsEnd) * 10 ** (3 - digits);
};

/** How far the text's own zone is ahead of UTC, in milliseconds; null when it names none. */
const readZone = (text: string): number | null => {
  if (text.endsWith('Z')) return 0;
  const start = text.length - OFFSET_LENGTH;
  const sign = text.charAt(start);
  if (sign !== '+' && sign !== '-') return null;
  const ahead = numberAt(text, start + 1, start + 3) * HOUR + numberAt(text, start + 4, start + 6) * MINUTE;
  return sign === '+' ? ahead : -ahead;
};

/**
 * Reads a time as the consent contracts carry it: `YYYY-MM-DDThh:mm:ss`, then an optional fraction of 1–40 digits
 * (milliseconds are kept, the rest is dropped) and an optional zone, `Z` or `±hh:mm` up to 14:00 (XML Schema's
 * dateTime). Returns milliseconds since 1970-01-01T00:00:00Z.
 *
 * Without a zone the time is Swedish local time: the repeated hour in October means its first showing, and a time
 * that the clock skips in March moves forward, 02:30 to 03:30.
 *
 * Returns null for everything else: another shape, a date that does not exist, hour 24, second 60, or a year outside
 * 1900–9999. Before 1900 Sweden kept no whole-minute offset and no living person has a consent; the upper end is the
 * last year that four digits can write, because 9999-12-31 is a common way to say "until further notice". A zone
 * cannot carry a time out of that range either, so `formatLocalTime` and `formatInstant` can write every result.
 */
export const parseLocalTime = (text: string): number | null => {
  const seconds = SHAPE.test(text) ? readSeconds(text) : null;
  if (seconds === null) return null;
  const clockMs = seconds + readMilliseconds(text);
  const zone = readZone(text);
  const epochMs = zone === null ? swedishInstant(clockMs) : clockMs - zone;
  return isInRange(epochMs) ? epochMs : null;
};

/**
 * Writes an instant, in milliseconds since 1970-01-01T00:00:00Z, as Swedish local time without a zone:
 * `YYYY-MM-DDThh:mm:ss`, the rest of the second dropped. In the repeated hour of October both showings are written
 * alike; that is the contracts' form, and the stored instant is what tells them apart.
 * Throws a RangeError outside the Swedish years 1900–9999.
 */
export const formatLocalTime = (epochMs: number): string => {
  if (!isInRange(epochMs)) throw new RangeError('The instant is outside the Swedish years 1900–9999.');
  return writeSeconds(swedishClock(epochMs));
};
