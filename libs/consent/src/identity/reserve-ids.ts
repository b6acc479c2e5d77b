import { isRealDate } from '../time/calendar';
import { numberAt } from '../time/digits';
import type { IdentityKind } from './identity-kind';
import { hasLuhnDigit } from './luhn';

/** Capitals that cannot be mistaken for a digit or for one another: A–Z without I, O, Q, V and W. */
const LETTER = '[A-HJ-NPR-UX-Z]';
const NATIONAL = new RegExp(`^\\d{8}${LETTER}{2}(?:\\d|${LETTER})\\d$`);

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
 * that gives the century of birth, or 00 when the birth date is unknown; NN are two letters; G is a digit, odd for a
 * man, or a letter when the sex is unknown; C is the Luhn digit of all the eleven before it, a letter counting as its
 * ASCII code. Source: Inera, Nationellt reservnummer.
 */
export const nationalReserveId: IdentityKind = {
  name: 'national-reserve-id',
  root: '1.2.752.74.9.1',
  isValid: (extension) =>
    NATIONAL.test(extension) && hasDateOrSerialNumber(extension) && hasLuhnDigit(extension, 0),
};

const STOCKHOLM = /^99(?:19|2[0-2])\d{8}$/;

/** Positions 5–11 are what the check digit covers: the last two digits of the year, and the serial number. */
const CHECKED_FROM = 4;

/**
 * Region Stockholm's own reserve id: twelve digits 99yyyyNNNNNC, where C is the Luhn digit of positions 5–11.
 * The year is said to be 1980–2299, but one of the published examples is of 1945, so any year 1900–2299 is
 * accepted: to refuse a patient would be the worse mistake.
 */
export const stockholmReserveId: IdentityKind = {
  name: 'region-stockholm',
  root: '1.2.752.97.3.1.3',
  isValid: (extension) => STOCKHOLM.test(extension) && hasLuhnDigit(extension, CHECKED_FROM),
};

const VASTRA_GOTALAND = /^(?:1[89]|2\d)\d{6}[KMX]\d{3}$/;

/**
 * Västra Götaland's own reserve id: twelve characters, a real date YYYYMMDD, one of K, M and X (woman, man, unknown)
 * and three digits. We have no document of the region's own for it; this is how public implementations describe it,
 * and the check digit they mention is not verified here, lest a real patient be refused on hearsay. The letter keeps
 * it apart from every other kind.
 */
export const vastraGotalandReserveId: IdentityKind = {
  name: 'vastra-gotaland',
  root: '1.2.752.113.11.0.2.1.1.1',
  isValid: (extension) =>
    VASTRA_GOTALAND.test(extension) &&
    isRealDate(numberAt(extension, 0, 4), numberAt(extension, 4, 6), numberAt(extension, 6, 8)),
};
