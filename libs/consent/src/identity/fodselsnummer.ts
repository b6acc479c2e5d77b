import type { IdentityKind } from './identity-kind';
import { norwegianBirthNumber } from './norwegian-birth-number';

/** The Norwegian national identity number: eleven digits DDMMYYiiikk. Source: Skatteetaten. */
export const fodselsnummer: IdentityKind = {
  name: 'fodselsnummer',
  root: '2.16.578.1.12.4.1.4.1',
  ...norwegianBirthNumber(0),
};
