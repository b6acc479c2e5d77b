import { standardKinds } from './kinds';

/** Twelve or ten characters as people write them, with or without a sign before the last four. */
const CANDIDATE = /(?<!\d)(?:\d\d)?(\d{6})[-+]?(\d{4}|[A-Z]{2}[A-Z\d]\d)(?!\d)/g;

/** Digits in these are by chance; see RFC 9562. */
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

const isIdentity = (text: string): boolean => standardKinds.some((kind) => kind.isValid(text));

/** In ten digits the century is left out, and any may be meant. */
function isCandidateIdentity([whole, date, last]: RegExpMatchArray): boolean {
  const written = whole.replace(/[-+]/, '');
  if (written.length === 12) return isIdentity(written);
  return ['18', '19', '20'].some((century) => isIdentity(`${century}${date}${last}`));
}

/**
 * Whether a personal identity stands anywhere in the text, in any of the ways people write one: reason enough to keep the
 * text out of logs. UUIDs are passed over.
 */
export function holdsPersonIdentity(text: string): boolean {
  for (const candidate of text.replaceAll(UUID, '').matchAll(CANDIDATE)) {
    if (isCandidateIdentity(candidate)) return true;
  }
  return false;
}
