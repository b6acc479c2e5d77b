import { formatLocalTime } from '../time';
import { standardKinds } from './kinds';
import type { PersonIdentity } from './person-identity';

/** Ten digits, as Swedes write them; the sign before the last four is a plus from the year in which somebody becomes a hundred. */
const TEN_DIGITS = /^(\d{6})([-+]?)(\d{4})$/;

/** Kinds of identity that begin with a date of birth, and are written without its century. */
const withoutCentury = standardKinds
  .filter(({ name }) => name === 'personnummer' || name === 'samordningsnummer')
  .map(({ root }) => root);

/**
 * What somebody wrote as an identity, without the signs that people put in to read it better, and with its century.
 * @param now in milliseconds since 1970: nobody is born later.
 */
export function writtenIdentity(root: string, written: string, now: number): PersonIdentity {
  const typed = written.replace(/\s/g, '').toUpperCase();
  const [, date, sign, last] = TEN_DIGITS.exec(typed) ?? [];
  return date !== undefined && withoutCentury.includes(root)
    ? { root, extension: `${centuryOf(date, sign === '+', now)}${date}${last}` }
    : { root, extension: typed.replaceAll('-', '') };
}

/** The latest century in which the day is not to come, or the one before it. */
function centuryOf(date: string, isHundred: boolean, now: number): number {
  const today = formatLocalTime(now).slice(0, 10).replaceAll('-', '');
  const century = Number(today.slice(0, 2));
  const day = String(Number(date.slice(4)) % DAYS_ADDED).padStart(2, '0');
  const isToCome = `${century}${date.slice(0, 4)}${day}` > today;
  return century - (isToCome ? 1 : 0) - (isHundred ? 1 : 0);
}

/** What a samordningsnummer has added to the day. */
const DAYS_ADDED = 60;
