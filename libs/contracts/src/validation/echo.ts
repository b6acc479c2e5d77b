import { isAbsent } from './values';

/** How a value that the caller supplied is written into a text. */
export type Echo = (value: unknown) => string;

const MAX_ECHO = 100;

/** Every character that XML 1.0 cannot carry, lone surrogates included: what one door accepts the other must be able to say. */
const UNPRINTABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const EVERY_UNPRINTABLE = new RegExp(UNPRINTABLE, 'gu');

/** Most texts stay below the surrogates, and need no search by code point. */
const SIMPLE = /^[\t\n\r\u0020-\uD7FF]*$/;

/** Whether a text can be carried by both doors as it is. */
export const isPrintable = (text: string): boolean => SIMPLE.test(text) || !UNPRINTABLE.test(text);

const cut = (text: string): string =>
  text.length <= MAX_ECHO
    ? text
    : Array.from(text.slice(0, 2 * MAX_ECHO))
        .slice(0, MAX_ECHO)
        .join('');

/** For the caller, who sent it: cut short, and only characters that both doors can write. */
export const shown: Echo = (value) => {
  if (typeof value === 'string') return cut(value).replace(EVERY_UNPRINTABLE, '\uFFFD');
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  return isAbsent(value) ? '' : cut(JSON.stringify(value));
};

/** For the log: a personal identity may have been typed into any element, so nothing of the value is kept. */
export const masked: Echo = () => '…';
