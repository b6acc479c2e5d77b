import { parseLocalTime } from '#consent';

/** `2026-12-31` or `20261231`. */
const YEAR_FIRST = /^(\d{4})(-?)(\d\d)\2(\d\d)$/;

/** `31.12.2026`, as Norwegians write it. A date with slashes means different days in different countries, and is not read. */
const DAY_FIRST = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/;

const TIME = /^(\d{1,2})[:.](\d\d)$/;

const twoDigits = (text: string): string => text.padStart(2, '0');

/** A day as somebody typed it, as `YYYY-MM-DD`; `null` when it is no day of the calendar, or cannot be read. */
export function readDay(typed: string): string | null {
  const [, year, , month, day] = YEAR_FIRST.exec(typed) ?? [];
  if (year !== undefined) return realDay(year, month!, day!);
  const [, dayFirst, monthSecond, yearLast] = DAY_FIRST.exec(typed) ?? [];
  return dayFirst === undefined ? null : realDay(yearLast!, monthSecond!, dayFirst);
}

function realDay(year: string, month: string, day: string): string | null {
  const text = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  return parseLocalTime(`${text}T00:00:00`) === null ? null : text;
}

/** A time of day as somebody typed it, as `hh:mm`; `null` when no clock shows it, or it cannot be read. */
export function readTimeOfDay(typed: string): string | null {
  const [, hour, minute] = TIME.exec(typed) ?? [];
  return hour === undefined || Number(hour) > 23 || Number(minute) > 59
    ? null
    : `${twoDigits(hour)}:${minute}`;
}
