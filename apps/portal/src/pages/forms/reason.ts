import { faultOfFreeText } from '#consent';
import { ownFault, type FormFault } from './faults';
import type { ReasonWords } from './reason.words';

/** What is wrong with a reason in somebody's own words. It is kept for good, so no personal identity may stand in it. */
export function reasonFaults(reasonText: string, words: ReasonWords): FormFault[] {
  const fault = faultOfFreeText(reasonText);
  if (fault === null) return [];
  return [ownFault('reasonText', fault === 'too-long' ? words.faultLong : words.faultIdentity)];
}
