import { formatLocalTime, parseLocalTime, type Instant } from '#consent';

/** What times are written with in a language. */
export interface TimeWords {
  /** A BCP 47 tag, such as `sv-SE`. */
  readonly locale: string;
  /** Stands between a day and a time of day. */
  readonly at: string;
}

/** An instant as logs have it, in Swedish local time: `2026-03-02 08:00:00`; in an hour's second showing, ` (UTC+1)` behind it. */
export const timeText = (instant: Instant): string =>
  contractTime(instant).replace('T', ' ') + (isShownAgain(instant) ? ' (UTC+1)' : '');

/** A time of the contracts as people read it, to the minute: `2 mars 2026 kl. 08:00`. */
export const statedText = (time: string, words: TimeWords): string =>
  `${dayText(time, words)} ${words.at} ${clockOf(time).slice(0, 5)}`;

/** The same for the first moment of a span: a day that begins at midnight is named alone. */
export const startText = (time: string, words: TimeWords): string =>
  clockOf(time) === '00:00:00' ? dayText(time, words) : statedText(time, words);

/** The same for the last moment of a span: a day that belongs to it whole is named alone. */
export const endText = (time: string, words: TimeWords): string =>
  clockOf(time) === '23:59:59' ? dayText(time, words) : statedText(time, words);

const clockOf = (time: string): string => time.slice(11, 19);

function dayText(time: string, { locale }: TimeWords): string {
  const day = new Date(`${time.slice(0, 10)}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}

/** An instant as the contracts write it. */
export const contractTime = (instant: Instant): string => formatLocalTime(instant);

const SECOND = 1000;
const HOUR = 3_600_000;

/** In October a clock shows an hour twice, and the contracts read a time in it, without a zone, as its first showing. */
const isShownAgain = (instant: Instant): boolean =>
  instantOf(contractTime(instant)) !== Math.floor(instant / SECOND) * SECOND;

/** An instant as a request states it, to the second: with its zone where a time without one means an hour earlier. */
export const requestTime = (instant: Instant): string =>
  isShownAgain(instant) ? `${contractTime(instant)}+01:00` : contractTime(instant);

/** The instant, or the first after it that a date and a time of day alone can state. */
export const typableFrom = (instant: Instant): Instant =>
  isShownAgain(instant) ? (Math.floor(instant / HOUR) + 1) * HOUR : instant;

/** The instant of a time that a contract answered. */
export function instantOf(time: string): Instant {
  const instant = parseLocalTime(time);
  if (instant === null) throw new Error('The consent service answered an invalid time.');
  return instant;
}
