import { formatInstant, formatLocalTime, parseLocalTime, type Instant, type StatedTime } from '#consent';

const SECOND = 1000;

/**
 * Swedish local time to the second, as people read it. In the hour that October repeats, the second showing is marked, for there
 * the text alone would mean the first.
 */
export function localTime(instant: Instant): string {
  const text = formatLocalTime(instant);
  const isFirstShowing = parseLocalTime(text) === Math.floor(instant / SECOND) * SECOND;
  return text.replace('T', ' ') + (isFirstShowing ? '' : ' (winter time)');
}

/** A time that somebody stated, as a record. */
export const timeRecord = ({
  at,
  sent,
}: StatedTime): { readonly at: string; readonly sent: string | null } => ({
  at: formatInstant(at),
  sent,
});

/** The last instant of a span, in words. */
export const untilInWords = (lastValidAt: Instant | null): string =>
  lastValidAt === null ? 'until further notice' : `until ${localTime(lastValidAt)}`;
