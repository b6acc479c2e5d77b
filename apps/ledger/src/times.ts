import { formatLocalTime, parseLocalTime, type Instant } from '#consent';
import { WrongUsage } from './failure';

const DAY = /^\d{4}-\d\d-\d\d$/;
const ZONE = /(?:Z|[+-]\d\d:\d\d)$/;

/**
 * A time as an option carries it: a day, or a time of day, in Swedish local time unless it says another zone. A day means its
 * first or its last instant, as `edge` says, and so does a time without a zone that the clock shows twice in October.
 * @throws WrongUsage naming the option.
 */
export function instantOf(option: string, text: string, edge: 'first' | 'last'): Instant {
  const whole = DAY.test(text)
    ? `${text}T${edge === 'first' ? '00:00:00' : '23:59:59.999'}`
    : text.replace(' ', 'T');
  const instant = parseLocalTime(whole);
  if (instant !== null) return edge === 'last' && !ZONE.test(whole) ? lastShowing(whole, instant) : instant;
  throw new WrongUsage(
    `${option} is no time: write it as 2026-03-02, 2026-03-02T08:00:00 or 2026-03-02T08:00:00+01:00.`,
  );
}

/** In winter time, if the clock shows the same then. */
function lastShowing(text: string, firstShowing: Instant): Instant {
  const later = parseLocalTime(`${text}+01:00`)!;
  return formatLocalTime(later) === formatLocalTime(firstShowing) ? later : firstShowing;
}
