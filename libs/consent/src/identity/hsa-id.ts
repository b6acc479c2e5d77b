/** The most characters an HSA-id may have (the contract's `hsaIdMaxLängd`). Length is a rule of its own. */
export const HSA_ID_MAX_LENGTH = 32;

/**
 * HSA's rule is SE, ten digits, a hyphen, and letters or digits; but ids in use have other prefixes and twelve
 * digits. This is the default of a setting, as the source of a regular expression for the whole id.
 */
export const DEFAULT_HSA_ID_PATTERN = '[A-Z]{2,6}(?:[0-9]{10}|[0-9]{12})-[A-Za-z0-9]+';

/**
 * Makes a predicate that says whether a text as a whole matches the pattern. It does not look at the length.
 * Throws a SyntaxError when the pattern is not a regular expression.
 */
export const hsaIdFormat = (pattern: string): ((text: string) => boolean) => {
  const wholeText = new RegExp(`^(?:${pattern})$`);
  return (text) => wholeText.test(text);
};

/**
 * What an HSA-id is compared and filed by: HSA-ids are the same in any case, and are kept and answered as they were sent. Only the
 * letters of HSA's alphabet change, so that no other sign can be taken for one of them.
 */
export const hsaKey = (id: string): string =>
  /[a-z]/.test(id) ? id.replace(/[a-z]+/g, (letters) => letters.toUpperCase()) : id;

export const sameHsaId = (one: string, other: string): boolean => hsaKey(one) === hsaKey(other);

/** Ids to look up others in, by their keys. */
export const hsaKeys = (ids: Iterable<string>): ReadonlySet<string> => new Set(Array.from(ids, hsaKey));
