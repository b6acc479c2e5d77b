import { isRealDate } from '../time/calendar';
import { isBirthNumber } from './birth-number';
import type { IdentityKind } from './identity-kind';

/** The Swedish personal identity number: twelve digits YYYYMMDDNNGC without separator. Source: SKV 704. */
export const personnummer: IdentityKind = {
  name: 'personnummer',
  root: '1.2.752.129.2.1.3.1',
  isValid: (extension) => isBirthNumber(extension, isRealDate),
};
