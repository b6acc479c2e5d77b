import type { IdentityKind } from './identity-kind';
import { norwegianBirthNumber } from './norwegian-birth-number';

const ADDED_TO_DAY = 40;

/** The Norwegian number for who has no fødselsnummer: one whose day is written with 40 added, 41–71. Source: Skatteetaten. */
export const dNummer: IdentityKind = {
  name: 'd-nummer',
  root: '2.16.578.1.12.4.1.4.2',
  ...norwegianBirthNumber(ADDED_TO_DAY),
};
