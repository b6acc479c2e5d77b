const HOUR = 3_600_000;

const stockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** An instant as the contracts write it: `YYYY-MM-DDThh:mm:ss` in Swedish local time. */
export const swedishTime = (instant: number): string => stockholm.format(instant).replace(' ', 'T');

/** @throws TypeError for another form, which the service might take. */
export function instantOf(time: string): number {
  const instant = [2, 1].map((hours) => Date.parse(`${time}Z`) - hours * HOUR).find((at) => isAt(at, time));
  if (instant !== undefined) return instant;
  throw new TypeError(`The fake takes times as YYYY-MM-DDThh:mm:ss, in Swedish local time: ${time}`);
}

const isAt = (instant: number, time: string): boolean =>
  !Number.isNaN(instant) && swedishTime(instant) === time;
