import { isBirthNumber } from './birth-number';
import type { IdentityKind } from './identity-kind';

const ADDED_TO_DAY = 60;

/** The Swedish coordination number: a personnummer whose day is written with 60 added, 61–91. Source: SKV 707. */
export const samordningsnummer: IdentityKind = {
  name: 'samordningsnummer',
  root: '1.2.752.129.2.1.3.3',
  isValid: (extension) => isBirthNumber(extension, ADDED_TO_DAY),
};
