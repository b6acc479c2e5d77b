import { admittingTestPersons, standardKinds } from './kinds';

/** Swedish: twelve or ten characters as people write them, with or without a sign before the last four. */
const SWEDISH = /(?<!\d)(?:\d\d)?(\d{6})[-+]?(\d{4}|[A-Z]{2}[A-Z\d]\d)(?!\d)/g;

/** Norwegian: eleven digits, with or without a blank before the last five. */
const NORWEGIAN = /(?<!\d)\d{6} ?\d{5}(?!\d)/g;

/** Digits in these are by chance; see RFC 9562. */
const UUID = /([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})/gi;

/** Test persons are covered like real ones: no text of theirs is an example of what may be shown. */
const kinds = standardKinds.map(admittingTestPersons);

const isIdentity = (text: string): boolean => kinds.some((kind) => kind.isValid(text));

/** In ten digits the century is left out, and any may be meant. */
function isSwedish(whole: string, date: string, last: string): boolean {
  const written = whole.replace(/[-+]/, '');
  if (written.length === 12) return isIdentity(written);
  return ['18', '19', '20'].some((century) => isIdentity(`${century}${date}${last}`));
}

const isNorwegian = (written: string): boolean => isIdentity(written.replace(' ', ''));

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
