import { isRealDate } from '../time/calendar';
import { numberAt } from '../time/digits';
import type { IdentityKind } from './identity-kind';

const SHAPE = /^\d{11}$/;

const FIRST_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const SECOND_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/**
 * What is added to the month of people who do not exist: 40 by the health sector's older test population, 65 by its present one,
 * and 80 by the national population register. Sources: Norsk helsenett, Skatteetaten.
 */
const ADDED_FOR_TESTS = [40, 65, 80];

/** The years of birth that a range of individual numbers stands for; ranges overlap where the years do not. */
const CENTURIES = [
  { from: 0, to: 499, years: [1900, 1999] },
  { from: 500, to: 749, years: [1854, 1899] },
  { from: 500, to: 999, years: [2000, 2039] },
  { from: 900, to: 999, years: [1940, 1999] },
] as const;

/** The full year, from its last two digits and the individual number; none when no range has it. */
function birthYear(yearOfCentury: number, individual: number): number | undefined {
  for (const { from, to, years } of CENTURIES) {
    const [first, last] = years;
    const year = first - (first % 100) + yearOfCentury;
    if (individual >= from && individual <= to && year >= first && year <= last) return year;
  }
  return undefined;
}

/** What is added to the day and to the month of a date of birth. */
interface Added {
  readonly day: number;
  readonly month: number;
}

function isBorn(text: string, added: Added): boolean {
  const year = birthYear(numberAt(text, 4, 6), numberAt(text, 6, 9));
  const month = numberAt(text, 2, 4) - added.month;
  const day = numberAt(text, 0, 2) - added.day;
  return year !== undefined && isRealDate(year, month, day);
}

const isDivisible = (text: string, weights: readonly number[]): boolean =>
  weights.reduce((sum, weight, index) => sum + weight * numberAt(text, index, index + 1), 0) % 11 === 0;

const isBirthNumber = (text: string, added: Added): boolean =>
  SHAPE.test(text) &&
  isBorn(text, added) &&
  isDivisible(text, FIRST_WEIGHTS) &&
  isDivisible(text, SECOND_WEIGHTS);

/**
 * What fødselsnummer and D-nummer share: eleven digits DDMMYYiiikk, a real date once `addedToDay` is taken from the day, in the
 * century that the individual number iii stands for, and two check digits modulo 11. Source: Skatteetaten.
 */
export const norwegianBirthNumber = (
  addedToDay: number,
): Required<Pick<IdentityKind, 'isValid' | 'isTestPerson'>> => ({
  isValid: (text) => isBirthNumber(text, { day: addedToDay, month: 0 }),
  isTestPerson: (text) => ADDED_FOR_TESTS.some((month) => isBirthNumber(text, { day: addedToDay, month })),
});

/** The Norwegian national identity number: eleven digits DDMMYYiiikk. Source: Skatteetaten. */
export const fodselsnummer: IdentityKind = {
  name: 'fodselsnummer',
  root: '2.16.578.1.12.4.1.4.1',
  ...norwegianBirthNumber(0),
};

const ADDED_TO_DAY = 40;

/** The Norwegian number for who has no fødselsnummer: one whose day is written with 40 added, 41–71. Source: Skatteetaten. */
export const dNummer: IdentityKind = {
  name: 'd-nummer',
  root: '2.16.578.1.12.4.1.4.2',
  ...norwegianBirthNumber(ADDED_TO_DAY),
};
