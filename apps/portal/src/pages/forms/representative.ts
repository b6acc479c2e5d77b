import type { IdentityRegistry, Instant, PersonIdentity } from '#consent';
import { writtenIdentity } from '../../words/identities';
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
  { identities, now }: { readonly identities: IdentityRegistry; readonly now: Instant },
  words: RepresentativeWords,
): Representative {
  const number = values.representativeNumber!;
  const besideNumber = (message: string) => ({ fault: ownFault('representativeNumber', message) });
  if (values.represented === 'no') return number === '' ? {} : besideNumber(words.faultUnused);
  if (values.represented !== 'yes') return { fault: groupFault('represented', words.faultUnchosen) };
  if (number === '') return besideNumber(words.faultEmpty);
  const identity = writtenIdentity(values.representativeKind!, number, now);
  const check = identities.check(identity.root, identity.extension);
  if (check === 'ok') return { identity };
  return besideNumber(check === 'other-kind' ? words.faultOtherKind : words.faultIdentity);
}
