import { isBirthNumber } from './birth-number';
import type { IdentityKind } from './identity-kind';

const LAST_MONTH = 12;

const FIRST_DAY = 60;
const LAST_DAY = 91;

/**
 * The date of birth may be unknown in part, and is no date of the calendar then: month 00, day 60 (a day of 00), or a day past
 * its month's end.
 */
const isBirthDate = (_year: number, month: number, day: number): boolean =>
  month <= LAST_MONTH && day >= FIRST_DAY && day <= LAST_DAY;

/** The Swedish coordination number: a personnummer whose day is written with 60 added, 60–91. Source: SKV 707. */
export const samordningsnummer: IdentityKind = {
  name: 'samordningsnummer',
  root: '1.2.752.129.2.1.3.3',
  isValid: (extension) => isBirthNumber(extension, isBirthDate),
};
