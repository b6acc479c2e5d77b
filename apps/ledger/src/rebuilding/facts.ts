import { UNREADABLE } from '#ledger';
import { factInWords, type Scalar } from './fact-in-words';

/** One thing that a row says. */
export interface Fact {
  /** What it says it of, such as `consent 8f14…`. */
  readonly about: string;
  /** The way to it within the row, such as `start.at`. */
  readonly what: string;
  readonly value: Scalar;
  readonly words: string;
}

/** Of a row as a whole. */
export const ROW = 'row';

type Json = Scalar | Content;
type Content = { readonly [name: string]: Json };

const isContent = (value: Json): value is Content => typeof value === 'object' && value !== null;

export const consentCalled = (assertionId: string): string => `consent ${assertionId.toLowerCase()}`;

/** Everything that a row says, one by one. What is within a consent is said of that consent, all else of what the row is about. */
export function factsOf(row: unknown, about: string): readonly Fact[] {
  if (row === null) return [];
  if (row === UNREADABLE) return [{ about, what: ROW, value: null, words: 'cannot be read' }];
  return within(row as Json, about, []);
}

function within(value: Json, about: string, path: readonly string[]): readonly Fact[] {
  if (!isContent(value))
    return [{ about, what: path.join('.') || ROW, value, words: factInWords(path, value) }];
  const { assertionId } = value;
  const isConsent = typeof assertionId === 'string';
  const [subject, way] = isConsent ? [consentCalled(assertionId), []] : [about, path];
  return Object.entries(value).flatMap(([name, inner]) => within(inner, subject, [...way, name]));
}
