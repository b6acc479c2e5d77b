import { createContext, runInContext } from 'node:vm';

/** How long all trials of a pattern may take together, in milliseconds. A sound pattern needs less than one. */
const DEADLINE = 250;

/** As long as the longest text that such a pattern is matched with: an HSA-id has at most 32 characters. */
const LENGTH = 32;

/** Ends most texts so that they do not match, which makes a matcher try every way to match them. */
const STRANGE_END = '\u0000';

/**
 * Returns whether matching may take so long that a caller could stop the service with one text (catastrophic backtracking), as
 * `^(A+)+$` does. The pattern is tried on repetitions of its own characters, with a time limit that also stops a match under way.
 */
export function isCatastrophic(pattern: RegExp): boolean {
  const context = createContext({
    pattern: new RegExp(`^(?:${pattern.source})$`),
    texts: hostileTexts(pattern.source),
  });
  try {
    runInContext('for (const text of texts) pattern.test(text);', context, { timeout: DEADLINE });
    return false;
  } catch {
    return true;
  }
}

function hostileTexts(source: string): string[] {
  const characters = [
    ...new Set(['A', 'a', '0', '-', ' ', ...source.replaceAll(/[^\p{L}\p{N} .:_-]/gu, '')]),
  ];
  const pairs = characters.flatMap((one) => characters.map((other) => one + other));
  const repeated = [...characters, ...pairs].map((part) => part.repeat(LENGTH / part.length));
  return repeated.flatMap((text) => [text, text.slice(1) + STRANGE_END, `SE1${text.slice(4)}${STRANGE_END}`]);
}
