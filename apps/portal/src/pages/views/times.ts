import { localTime } from '#audit';
import { formatLocalTime, parseLocalTime, type Instant } from '#consent';

const TO_THE_MINUTE = 16;

/** An instant as people read it, in Swedish local time: `2026-03-02 08:00:00`. */
export const timeText = (instant: Instant): string => localTime(instant);

/** A time of the contracts as people read it: to the minute, as `2026-03-02 08:00`. */
export const statedText = (time: string): string => time.slice(0, TO_THE_MINUTE).replace('T', ' ');

/** An instant as the contracts write it. */
export const contractTime = (instant: Instant): string => formatLocalTime(instant);

/** The instant of a time that a contract answered. */
export function instantOf(time: string): Instant {
  const instant = parseLocalTime(time);
  if (instant === null) throw new Error('The consent service answers a time that is none.');
  return instant;
}
