import { isRealDate } from '../time/calendar';
import { numberAt } from '../time/digits';
import type { IdentityKind } from './identity-kind';
import { hasLuhnDigit } from './luhn';

/** Capitals that cannot be mistaken for a digit or for one another: A–Z without I, O, Q, V and W. */
const LETTER = '[A-HJ-NPR-UX-Z]';
const SHAPE = new RegExp(`^\\d{8}${LETTER}{2}(?:\\d|${LETTER})\\d$`);

const UNKNOWN_BIRTH_DATE = 0;

/** 01–17 are reserved, and 18–21 are left out because personnummer begin with them. */
const FIRST_SERIES = 22;

/** Series for births in 19xx and in 20xx take turns with one that is kept for 21xx and not in use. */
const birthCentury = (series: number): number => 19 + ((series - 19) % 3);

const isKnownBirthDate = (series: number, yearOfCentury: number, month: number, day: number): boolean => {
  const century = birthCentury(series);
  return series >= FIRST_SERIES && century <= 20 && isRealDate(century * 100 + yearOfCentury, month, day);
};

/** Without a birth date these places hold a serial number, out of a range in which no date can be read. */
const isSerialNumber = (high: number, low: number): boolean => high >= 20 && low >= 40 && low <= 59;

const hasDateOrSerialNumber = (text: string): boolean => {
  const series = numberAt(text, 0, 2);
  const month = numberAt(text, 4, 6);
  const day = numberAt(text, 6, 8);
  return series === UNKNOWN_BIRTH_DATE
    ? isSerialNumber(month, day)
    : isKnownBirthDate(series, numberAt(text, 2, 4), month, day);
};

/**
 * The national reserve id, for a patient without a known personnummer: twelve characters XXYYMMDDNNGC. XX is a series
 * that tells the century of birth, or 00 when the birth date is unknown; NN are two letters; G is a digit, odd for a
 * man, or a letter when the sex is unknown; C is the Luhn digit of all the eleven before it, a letter counting as its
 * ASCII code. Source: Inera, Nationellt reservnummer.
 */
export const nationalReserveId: IdentityKind = {
  name: 'national-reserve-id',
  root: '1.2.752.74.9.1',
  isValid: (extension) =>
    SHAPE.test(extension) && hasDateOrSerialNumber(extension) && hasLuhnDigit(extension, 0),
};
