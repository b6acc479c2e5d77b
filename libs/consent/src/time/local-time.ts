import { daysSinceEpoch } from './calendar';
import { numberAt } from './digits';
import { swedishClock, swedishInstant } from './swedish-clock';
import { CLOCK, DAY, HOUR, MINUTE, SECONDS_END, readSeconds, writeSeconds } from './time-text';

const DATE = '\\d{4}-\\d\\d-\\d\\d';
const FRACTION = '\\.\\d{1,40}';
/** The end of a day, as XML Schema has it: the midnight that the next day begins with. */
const MIDNIGHT = 'T24:00:00(?:\\.0{1,40})?';
const ZONE = 'Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00)';
const SHAPE = new RegExp(`^${DATE}(?:${CLOCK}(?:${FRACTION})?|${MIDNIGHT})(?:${ZONE})?$`);

/** `±hh:mm` at the end of a text; no other sign can stand that far from the end. */
const OFFSET_LENGTH = 6;

/** Swedish winter time is one hour before UTC when both years begin. */
const EARLIEST = daysSinceEpoch(1900, 1, 1) * DAY - HOUR;
const AFTER_LATEST = daysSinceEpoch(10_000, 1, 1) * DAY - HOUR;

const LATEST = AFTER_LATEST - 1;

/** Whatever its zone, a clock that shows less than this shows a time before `EARLIEST`. */
const FIRST_READ = EARLIEST - DAY;

const isInRange = (epochMs: number): boolean => epochMs >= EARLIEST && epochMs <= LATEST;

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
 * that the clock skips in March moves forward, 02:30 to 03:30. `24:00:00` is the next day's first instant.
 *
 * Returns null for everything else: another shape, a date that does not exist, second 60, or a time before 1900 in
 * Sweden, which then kept no whole-minute offset; no living person has a consent from before. What a zone or
 * `24:00:00` carries past Sweden's year 9999 is read as the last instant of that year, the last that four digits can
 * write: 9999-12-31T23:59:59Z is a common way to say "until further notice". So `formatLocalTime` and
 * `formatInstant` can write every result.
 */
export const parseLocalTime = (text: string): number | null => {
  const epochMs = readTime(text);
  return epochMs === null || epochMs < EARLIEST ? null : epochMs;
};

/** The same for a time to begin from: one before the first that can be read means the beginning, `EARLIEST`. */
export const parseBeginning = (text: string): number | null => {
  const epochMs = readTime(text);
  return epochMs === null ? null : Math.max(EARLIEST, epochMs);
};

/** Whether the text is a time in the right form that exists, and is too early to be read. */
export const isTooEarly = (text: string): boolean => readTime(text) !== null && parseLocalTime(text) === null;

/** The instant, and of one that is too early only that it is before `EARLIEST`. */
const readTime = (text: string): number | null => {
  const seconds = SHAPE.test(text) ? readSeconds(text) : null;
  if (seconds === null) return null;
  const clockMs = seconds + readMilliseconds(text);
  if (clockMs < FIRST_READ) return FIRST_READ;
  const zone = readZone(text);
  return Math.min(LATEST, zone === null ? swedishInstant(clockMs) : clockMs - zone);
};

/**
 * Writes an instant, in milliseconds since 1970-01-01T00:00:00Z, as Swedish local time without a zone:
 * `YYYY-MM-DDThh:mm:ss`, the rest of the second dropped. In the repeated hour of October both showings are written
 * alike; that is the contracts' form, and the stored instant distinguishes them.
 * Throws a RangeError outside the Swedish years 1900–9999.
 */
export const formatLocalTime = (epochMs: number): string => {
  if (!isInRange(epochMs)) throw new RangeError('The instant is outside the Swedish years 1900–9999.');
  return writeSeconds(swedishClock(epochMs));
};
