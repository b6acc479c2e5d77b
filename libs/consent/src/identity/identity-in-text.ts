import { admittingTestPersons, standardKinds } from './kinds';

/** Swedish: twelve or ten characters, with or without signs or blanks in the date and before the last four, as people write them. */
const SWEDISH =
  /(?<!\d)(?:\d\d)?(\d\d[-. ]?\d\d[-. ]?\d\d)[-+ \xa0\u2010-\u2015\u2212]{0,3}(\d{4}|[A-Z]{2}[A-Z\d]\d)(?!\d)/g;

/** Norwegian: eleven digits, with or without signs or blanks in the date and before the last five. */
const NORWEGIAN = /(?<!\d)\d\d[-. ]?\d\d[-. ]?\d\d[-. \xa0\u2010-\u2015]{0,3}\d{5}(?!\d)/g;

/** What may stand between the characters of an identity. */
const BETWEEN = /[^\dA-Z]/g;

/** Digits in these are by chance; see RFC 9562. */
const UUID = /([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})/gi;

/** Test persons are covered like real ones: no text of theirs is an example of what may be shown. */
const kinds = standardKinds.map(admittingTestPersons);

const isIdentity = (text: string): boolean => kinds.some((kind) => kind.isValid(text));

/** In ten digits the century is left out, and any may be meant. */
function isSwedish(whole: string, date: string, last: string): boolean {
  const written = whole.replace(BETWEEN, '');
  if (written.length === 12) return isIdentity(written);
  return ['18', '19', '20'].some((century) => isIdentity(`${century}${date.replace(BETWEEN, '')}${last}`));
}

const isNorwegian = (written: string): boolean => isIdentity(written.replace(BETWEEN, ''));

/**
 * Whether a personal identity stands anywhere in the text, in any of the ways people write one: reason enough to keep the
 * text out of logs. UUIDs are passed over.
 */
export function holdsPersonIdentity(text: string): boolean {
  const searched = text.replaceAll(UUID, '');
  return (
    [...searched.matchAll(SWEDISH)].some(([whole, date, last]) => isSwedish(whole, date!, last!)) ||
    [...searched.matchAll(NORWEGIAN)].some(([written]) => isNorwegian(written))
  );
}

/** The text with `…` in place of every personal identity, so that what somebody mistyped or stored can be shown at all. */
export const withoutPersonIdentities = (text: string): string =>
  text
    .split(UUID)
    .map((part, index) => (index % 2 === 1 ? part : covered(part)))
    .join('');

const covered = (text: string): string =>
  text
    .replace(SWEDISH, (whole: string, date: string, last: string) =>
      isSwedish(whole, date, last) ? '…' : whole,
    )
    .replace(NORWEGIAN, (written: string) => (isNorwegian(written) ? '…' : written));
