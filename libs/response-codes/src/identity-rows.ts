import { answers } from './answers';
import type { Bullet } from './row';
import { missingWays, set, undefinedWays } from './mutations';

const PERSONNUMMER = '1.2.752.129.2.1.3.1';
const SAMORDNINGSNUMMER = '1.2.752.129.2.1.3.3';
const RESERVE = '1.2.752.74.9.1';

/** The bullets that the extension and the root of a personal identity are given. */
export const identityPartsGiven = (element: string): readonly Bullet[] => [
  {
    id: `${element}.extension.missing`,
    bullet: `extension i ${element} är odefinierad eller tom`,
    ways: missingWays(`${element}.extension`),
    text: answers.mandatory(`${element}.extension`),
  },
  {
    id: `${element}.root.missing`,
    bullet: `root i ${element} är odefinierad eller tom`,
    ways: missingWays(`${element}.root`),
    text: answers.mandatory(`${element}.root`),
  },
];

/** The same for a mandatory identity, which must be there itself. */
export const identityGiven = (element: string): readonly Bullet[] => [
  {
    id: `${element}.missing`,
    bullet: `${element} är odefinierad`,
    ways: undefinedWays(element),
    text: answers.mandatory(element),
  },
  ...identityPartsGiven(element),
];

/** The rows that root and extension are valid, each and together. */
export const identityValid = (element: string): readonly Bullet[] => [
  {
    id: `${element}.root.unknown`,
    bullet: `root i ${element} är ogiltig`,
    ways: { 'okänd typ': set(`${element}.root`, '1.2.3.4') },
    text: 'Valideringsfel: Angiven typ för personidentitet 1.2.3.4 finns ej i systemet',
  },
  {
    id: `${element}.extension.malformed`,
    bullet: `extension i ${element} är ogiltig för root`,
    ways: {
      'datum finns inte': set(element, { root: PERSONNUMMER, extension: '191202311211' }),
      'fel kontrollsiffra': set(element, { root: PERSONNUMMER, extension: '191212121210' }),
      bindestreck: set(element, { root: PERSONNUMMER, extension: '19121212-1212' }),
      'inte en sträng': set(element, { root: PERSONNUMMER, extension: 191212121212 }),
    },
    text: `Ogiltigt format på personidentitet för angiven typ ${PERSONNUMMER}`,
  },
  {
    id: `${element}.kinds-mixed`,
    bullet: `inkompatibla värden på root och extension för ${element}`,
    ways: {
      'samordningsnummer som personnummer': set(element, { root: PERSONNUMMER, extension: '197010632391' }),
      'reservnummer som personnummer': set(element, { root: PERSONNUMMER, extension: '22950606FH20' }),
    },
    text: `Angiven OID ${PERSONNUMMER} är inte giltig för identitet`,
  },
];

/** Well-formed identities of the other kinds. */
export const otherIdentities = [
  { root: SAMORDNINGSNUMMER, extension: '197010632391' },
  { root: SAMORDNINGSNUMMER, extension: '197010632383' },
  { root: RESERVE, extension: '22950606FH20' },
  { root: RESERVE, extension: '00342145BZ31' },
  { root: PERSONNUMMER, extension: '200101010106' },
];
