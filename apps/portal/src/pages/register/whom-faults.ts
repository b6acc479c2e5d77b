import { ownFault, type FormFault } from '../forms/faults';
import type { registerWords } from './register.words';
import type { RegisterValues } from './registration-of';

type Words = (typeof registerWords)['sv'];

/**
 * What the contract cannot see to be wrong: for it, a consent that names no employee is for the whole unit, and that must be chosen.
 */
export function whomFaults({ whom, employeeId }: RegisterValues, words: Words): FormFault[] {
  if (whom === 'unit' || whom === 'me') {
    return employeeId === '' ? [] : [ownFault('employeeId', words.faultEmployeeUnused)];
  }
  if (whom === 'one') return employeeId === '' ? [ownFault('employeeId', words.faultEmployee)] : [];
  return [{ ...ownFault('whom', words.faultWhom), anchor: 'whom-unit' }];
}
