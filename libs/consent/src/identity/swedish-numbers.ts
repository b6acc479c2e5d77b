import { isRealDate } from '../time/calendar';
import { numberAt } from '../time/digits';
import type { IdentityKind } from './identity-kind';
import { hasLuhnDigit } from './luhn';

const SHAPE = /^(?:1[89]|[2-9]\d)\d{10}$/;

/** Where the two century digits end; the check digit has never covered them. */
const CENTURY_END = 2;

/** Whether the date of birth, as its digits are written, is one that the kind of number admits. */
type IsBirthDate = (year: number, month: number, day: number) => boolean;

/**
 * What personnummer and samordningsnummer share: twelve digits YYYYMMDDNNGC from year 1800 on, a date of birth, a birth number
 * NNG that is not 000, and C the Luhn digit of YYMMDDNNG as written.
 */
export const isBirthNumber = (text: string, isBirthDate: IsBirthDate): boolean =>
  SHAPE.test(text) &&
  isBirthDate(numberAt(text, 0, 4), numberAt(text, 4, 6), numberAt(text, 6, 8)) &&
  numberAt(text, 8, 11) > 0 &&
  hasLuhnDigit(text, CENTURY_END);

/** The Swedish personal identity number: twelve digits YYYYMMDDNNGC without separator. Source: SKV 704. */
export const personnummer: IdentityKind = {
  name: 'personnummer',
  root: '1.2.752.129.2.1.3.1',
  isValid: (extension) => isBirthNumber(extension, isRealDate),
};

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
