import {
  formatLocalTime,
  localKinds,
  standardKinds,
  type IdentityKind,
  type Instant,
  type PersonIdentity,
} from '#consent';

type KindWords = Readonly<Record<string, unknown>>;

/** An entry of a select. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Kinds of identity as choices: their OIDs, and what they are called in the words of a frame. */
export const kindChoices = (kinds: readonly IdentityKind[], words: KindWords): Choice[] =>
  kinds.map(({ root, name }) => ({ value: root, text: nameIn(words, name) }));

const names = new Map([...standardKinds, ...localKinds.values()].map(({ root, name }) => [root, name]));

/** What the kind of an identity is called. */
export const kindText = ({ root }: PersonIdentity, words: KindWords): string =>
  nameIn(words, names.get(root) ?? root);

const nameIn = (words: KindWords, name: string): string => {
  const word = words[`kind_${name}`];
  return typeof word === 'string' ? word : name;
};

/** An identity as people write it: Swedish ones with a dash before the last four, Norwegian ones with a blank before the last five. */
export function numberText({ extension }: PersonIdentity): string {
  if (extension.length === 12) return `${extension.slice(0, 8)}-${extension.slice(8)}`;
  if (extension.length === 11) return `${extension.slice(0, 6)} ${extension.slice(6)}`;
  return extension;
}

export const identityText = (identity: PersonIdentity, words: KindWords): string =>
  `${numberText(identity)} (${kindText(identity, words)})`;

/** Ten digits, as Swedes write them; the sign before the last four is a plus from the year in which somebody becomes a hundred. */
const TEN_DIGITS = /^(\d{6})([-+]?)(\d{4})$/;

/** Kinds of identity that begin with a date of birth, and are written without its century. */
const withoutCentury = standardKinds
  .filter(({ name }) => name === 'personnummer' || name === 'samordningsnummer')
  .map(({ root }) => root);

/** What somebody wrote as an identity, without the signs that people put in to read it better, and with its century. */
export function writtenIdentity(root: string, written: string, now: Instant): PersonIdentity {
  const typed = written.replace(/\s/g, '').toUpperCase();
  const [, date, sign, last] = TEN_DIGITS.exec(typed) ?? [];
  return date !== undefined && withoutCentury.includes(root)
    ? { root, extension: `${centuryOf(date, sign === '+', now)}${date}${last}` }
    : { root, extension: typed.replaceAll('-', '') };
}

/** The latest century in which the day is not to come, or the one before it. */
function centuryOf(date: string, isHundred: boolean, now: Instant): number {
  const today = formatLocalTime(now).slice(0, 10).replaceAll('-', '');
  const century = Number(today.slice(0, 2));
  const day = String(Number(date.slice(4)) % DAYS_ADDED).padStart(2, '0');
  const isToCome = `${century}${date.slice(0, 4)}${day}` > today;
  return century - (isToCome ? 1 : 0) - (isHundred ? 1 : 0);
}

/** What a samordningsnummer has added to the day. */
const DAYS_ADDED = 60;
