import { numberAt } from '../time/digits';
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
