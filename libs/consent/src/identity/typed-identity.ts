import type { IdentityKind } from './identity-kind';
import type { PersonIdentity } from './person-identity';
import { writtenIdentity } from './written-identity';

/** What somebody typed as an identity. */
export interface TypedIdentity {
  readonly number: string;
  /** The root of the kind that was chosen, where more than one fits; empty otherwise. */
  readonly kind: string;
}

/** An identity that was read: one, none, or several kinds that it may be of, among which nobody but the person can choose. */
export type ReadIdentity =
  | { readonly identity: PersonIdentity }
  | { readonly identity?: undefined; readonly fits: readonly IdentityKind[] };

/** Finds out what kind of identity a number is. It is asked for only where the number fits several. */
export function readIdentity(
  { number, kind }: TypedIdentity,
  kinds: readonly IdentityKind[],
  now: number,
): ReadIdentity {
  const asWritten = ({ root }: IdentityKind) => writtenIdentity(root, number, now);
  const fits = kinds.filter((one) => one.isValid(asWritten(one).extension));
  const chosen = fits.length === 1 ? fits[0] : fits.find(({ root }) => root === kind);
  return chosen ? { identity: asWritten(chosen) } : { fits };
}

/** As many digits as a Swedish or a Norwegian number has. */
const DIGITS = /^(?:\d{10}|\d{11}|\d{12})$/;

/** Whether a number that fits no kind has the form of one, so that some of its digits are wrong. */
export const hasOnlyWrongDigits = (number: string): boolean => DIGITS.test(number.replace(/[\s+-]/g, ''));

/** The kinds that a number fits, where it fits several: then a form asks which it is. */
export function kindsToChoose(
  number: string,
  kinds: readonly IdentityKind[],
  now: number,
): readonly IdentityKind[] {
  const read = readIdentity({ number, kind: '' }, kinds, now);
  return read.identity ? [] : read.fits;
}
