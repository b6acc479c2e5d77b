import { holdsPersonIdentity } from './identity';

/** The most characters that a reason or a note may have (the contract's `reasonText`). */
export const REASON_MAX_LENGTH = 1024;

/**
 * - `too-long`: it has more characters than it may.
 * - `holds-identity`: a personal identity stands in it. Events are kept for good, so no free text of one may hold any.
 */
export type FreeTextFault = 'too-long' | 'holds-identity';

/** Characters as XML and JSON Schema count them, where a pair of surrogates is one. */
export const isWithinLength = (text: string, max: number): boolean =>
  text.length <= max || (text.length <= 2 * max && Array.from(text).length <= max);

/** The one rule for every text that people write in their own words; `null` when it may be kept. */
export function faultOfFreeText(text: string, max: number = REASON_MAX_LENGTH): FreeTextFault | null {
  if (!isWithinLength(text, max)) return 'too-long';
  return holdsPersonIdentity(text) ? 'holds-identity' : null;
}
