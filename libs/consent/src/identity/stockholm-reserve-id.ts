import type { IdentityKind } from './identity-kind';
import { hasLuhnDigit } from './luhn';

const SHAPE = /^99(?:19|2[0-2])\d{8}$/;

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
  isValid: (extension) => SHAPE.test(extension) && hasLuhnDigit(extension, CHECKED_FROM),
};
