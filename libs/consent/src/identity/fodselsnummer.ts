import type { IdentityKind } from './identity-kind';
import { isNorwegianBirthNumber } from './norwegian-birth-number';

/** The Norwegian national identity number: eleven digits DDMMYYiiikk. Source: Skatteetaten. */
export const fodselsnummer: IdentityKind = {
  name: 'fodselsnummer',
  root: '2.16.578.1.12.4.1.4.1',
  isValid: (extension) => isNorwegianBirthNumber(extension, 0),
};
