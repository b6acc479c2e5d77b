import { parseLocalTime, type Instant } from '#consent';
import { WrongUsage } from './failure';

const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * A time as an option carries it: a day, or a time of day, in Swedish local time unless it says another zone. A day means its
 * first or its last instant, as `edge` says. @throws WrongUsage naming the option.
 */
export function instantOf(option: string, text: string, edge: 'first' | 'last'): Instant {
  const whole = DAY.test(text)
    ? `${text}T${edge === 'first' ? '00:00:00' : '23:59:59.999'}`
    : text.replace(' ', 'T');
  const instant = parseLocalTime(whole);
  if (instant !== null) return instant;
  throw new WrongUsage(
    `${option} is no time: write it as 2026-03-02, 2026-03-02T08:00:00 or 2026-03-02T08:00:00+01:00.`,
  );
}
