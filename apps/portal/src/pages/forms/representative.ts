import {
  type IdentityKind,
  type Instant,
  type PersonIdentity,
  hasOnlyWrongDigits,
  readIdentity,
} from '#consent';
import { ownFault, type FormFault } from './faults';
import type { Values } from './form-fields';
import { groupFault } from './moment/moment';
import type { RepresentativeWords } from './representative.words';

export const representativeFields = ['represented', 'representativeKind', 'representativeNumber'] as const;

/** Who represents the patient, or what is wrong with what a form says of it. */
export interface Representative {
  /** Absent: the patient spoke for themselves, or could not speak. */
  readonly identity?: PersonIdentity;
  readonly fault?: FormFault;
}

/** Whether somebody represents the patient is chosen, and never what an empty field means. */
export function readRepresentative(
  values: Values,
  { kinds, now }: { readonly kinds: readonly IdentityKind[]; readonly now: Instant },
  words: RepresentativeWords,
): Representative {
  const number = values.representativeNumber!;
  const besideNumber = (message: string) => ({ fault: ownFault('representativeNumber', message) });
  if (values.represented === 'no') return number === '' ? {} : besideNumber(words.faultUnused);
  if (values.represented !== 'yes') return { fault: groupFault('represented', words.faultUnchosen) };
  if (number === '') return besideNumber(words.faultEmpty);
  const read = readIdentity({ number, kind: values.representativeKind! }, kinds, now);
  if (read.identity) return { identity: read.identity };
  if (read.fits.length === 0) {
    return besideNumber(hasOnlyWrongDigits(number) ? words.faultDigits : words.faultIdentity);
  }
  return { fault: ownFault('representativeKind', words.faultKind) };
}
