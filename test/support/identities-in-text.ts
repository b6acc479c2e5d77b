import { checkDigit } from './people';

/** Digits in the ways people write them, twelve or ten, with or without a sign before the last four. */
const BIRTH_NUMBER = /(?<!\d)(?:1[89]|20)?(\d{6})[-+]?(\d{4})(?!\d)/g;

/** National reserve ids; two capitals after eight digits are written in no other place here. */
const RESERVE_ID = /(?<!\d)\d{8}[A-Z]{2}[A-Z\d]\d(?!\d)/g;

/** Norwegian numbers: eleven digits of which the last two check the others. */
const NORWEGIAN = /(?<!\d)\d{6} ?\d{5}(?!\d)/g;

/** Ids that the ledger made up: by chance, digits in them may look like anything. */
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

/** The same of ids of traces. */
const TRACE_ID = /(?<![\da-f])(?!\d{32})[\da-f]{32}(?![\da-f])/g;

/** Every personal identity in a text, whatever it stands between: what no log may hold. */
export function identitiesIn(text: string): string[] {
  const searched = text.replaceAll(UUID, 'an id').replaceAll(TRACE_ID, 'an id');
  const numbers = [...searched.matchAll(BIRTH_NUMBER)].filter(([, date, last]) =>
    isBirthNumber(date!, last!),
  );
  const norwegian = [...searched.matchAll(NORWEGIAN)].filter(([found]) => isChecked(found.replace(' ', '')));
  return [...numbers, ...norwegian, ...searched.matchAll(RESERVE_ID)].map(([found]) => found);
}

const isChecked = (digits: string): boolean =>
  [
    [3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0],
    [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1],
  ].every((weights) => weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11 === 0);

function isBirthNumber(date: string, last: string): boolean {
  const month = Number(date.slice(2, 4));
  const day = Number(date.slice(4)) % 60;
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return isDate && checkDigit(date + last.slice(0, 3)) === Number(last[3]);
}
