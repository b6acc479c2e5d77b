import { formatInstant } from '#consent';
import { asShown, type Identities } from '../history/identities';
import type { Decision } from './decision';

/** A decision as a record: the instant as UTC text, and the patient's identity masked, unless it is to be shown. */
export type DecisionRecord = Omit<Decision, 'decidedAt'> & { readonly decidedAt: string };

export const decisionRecord = (decision: Decision, identities: Identities): DecisionRecord => ({
  ...decision,
  decidedAt: formatInstant(decision.decidedAt),
  patient: asShown(decision.patient, identities),
});

/** What was answered, in a word or two. */
export function answerInWords({
  result,
  hasConsent,
  assertionType,
}: Pick<Decision, 'result' | 'hasConsent' | 'assertionType'>): string {
  if (result === 'ACCESSDENIED') return 'access denied';
  if (!hasConsent) return 'no';
  return assertionType === 'Emergency' ? 'yes, in an emergency' : 'yes';
}
