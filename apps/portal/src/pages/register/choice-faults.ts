import { ownFault, type FormFault } from '../forms/faults';
import type { registerWords } from './register.words';
import type { RegisterValues } from './registration-of';

type Words = (typeof registerWords)['sv'];

/** What has to be chosen, and is not: a consent says that the patient consents, and nobody says so by leaving a form as it was. */
export const choiceFaults = (values: RegisterValues, words: Words): FormFault[] => [
  ...(values.assertionType === ''
    ? [{ ...ownFault('assertionType', words.faultType), anchor: 'type-consent' }]
    : []),
  ...whomFaults(values, words),
];

/**
 * What the contract cannot see to be wrong: for it, a consent that names no employee is for the whole unit, and that must be chosen.
 */
function whomFaults({ whom, employeeId }: RegisterValues, words: Words): FormFault[] {
  if (whom === 'unit' || whom === 'me') {
    return employeeId === '' ? [] : [ownFault('employeeId', words.faultEmployeeUnused)];
  }
  if (whom === 'one') return employeeId === '' ? [ownFault('employeeId', words.faultEmployee)] : [];
  return [{ ...ownFault('whom', words.faultWhom), anchor: 'whom-unit' }];
}
