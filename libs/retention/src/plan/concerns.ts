import { sameHsaId, samePerson, type PersonIdentity } from '#consent';
import type { Hold } from '../holds/hold';
import type { RelatedPatients } from './related-patients';

/**
 * How a record concerns what a hold keeps: it names it; nobody can say that it does not (`may`); or it is about others.
 */
export type Concern = 'names' | 'may' | 'no';

/** What a record is about, as far as it says: itself, or the consent that it names. */
export interface About {
  readonly patients: readonly PersonIdentity[];
  readonly careProviders: readonly string[];
  /** Every other HSA-id in it: of units, employees, systems, and of those they act for. */
  readonly others: readonly string[];
  /** It names a consent that is not there or cannot be read, so it may be about anybody. */
  readonly isUnsure: boolean;
  /** It was answered, and showed nothing of anybody. */
  readonly isEmpty: boolean;
  /** Its answer is of the care provider that it names, and of no other. */
  readonly isConfined: boolean;
}

/** Whether the records of a day may concern the subject at all. */
export const isOfDays = ({ placed: { subject } }: Hold, day: string): boolean =>
  subject.kind !== 'case' || ((subject.from ?? '') <= day && day <= (subject.to ?? day));

/**
 * When in doubt, a record concerns what is held: it cannot be brought back. A later build may find more records that concern a hold,
 * and never fewer: `verify` judges by this what earlier removals had to leave there, and would report honest ones.
 */
export function concernOf(hold: Hold, about: About, related: RelatedPatients): Concern {
  if (names(hold, about)) return 'names';
  if (about.isEmpty) return 'no';
  const isInDoubt = about.isUnsure || isOpen(hold, about) || about.patients.some(related.of(hold));
  return isInDoubt ? 'may' : 'no';
}

function names({ placed: { subject } }: Hold, { patients, careProviders, others }: About): boolean {
  if (subject.kind === 'case') return true;
  if (subject.kind === 'patient') return patients.some((one) => samePerson(one, subject.patient));
  return [...careProviders, ...others].some((one) => sameHsaId(one, subject.careProviderId));
}

/** Whether it does not say whom it is about, or at which care providers. */
function isOpen({ placed: { subject } }: Hold, { patients, careProviders, isConfined }: About): boolean {
  if (subject.kind === 'patient') return patients.length === 0;
  return careProviders.length === 0 || (patients.length === 0 && !isConfined);
}
