import { ownFault, type FormFault } from '../forms/faults';
import type { IsHsaId } from '../forms/hsa-id-rule';
import type { RegisterWords } from './register.words';
import type { RegisterValues } from './registration-of';

/** What has to be chosen, and is not: a consent says that the patient consents, and nobody says so by leaving a form as it was. */
export const choiceFaults = (values: RegisterValues, isHsaId: IsHsaId, words: RegisterWords): FormFault[] => [
  ...(values.assertionType === 'Consent' || values.assertionType === 'Emergency'
    ? []
    : [{ ...ownFault('assertionType', words.faultType), anchor: 'type-consent' }]),
  ...whomFaults(values, isHsaId, words),
];

/**
 * What the contract cannot see to be wrong: for it, a consent that names no employee is for the whole unit, and that must be chosen.
 */
function whomFaults(
  { whom, employeeId }: RegisterValues,
  isHsaId: IsHsaId,
  words: RegisterWords,
): FormFault[] {
  if (whom === 'unit' || whom === 'me') {
    return employeeId === '' ? [] : [ownFault('employeeId', words.faultEmployeeUnused)];
  }
  if (whom !== 'one') return [{ ...ownFault('whom', words.faultWhom), anchor: 'whom-unit' }];
  if (employeeId === '') return [ownFault('employeeId', words.faultEmployee)];
  return isHsaId(employeeId) ? [] : [ownFault('employeeId', words.faultHsaId)];
}
