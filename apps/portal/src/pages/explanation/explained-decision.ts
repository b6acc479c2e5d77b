import { checkAsOf, explain, historyOfConsents, type Decision, type Explanation } from '#audit';
import { NO_POSITION } from '#event-store';
import type { PageParts } from '../../page-parts';

/** Why a check was answered as it was, as far as was known then. */
export interface ExplainedDecision {
  /** `null`: nothing was looked up, because the system was not allowed to ask. */
  readonly explanation: Explanation | null;
  /** Whether the ledger would answer otherwise today, of the same moment. */
  readonly differs: boolean;
  /** Whether the patient has more consents than were looked at. */
  readonly isPart: boolean;
}

/**
 * Explains a recorded check by the rules of the live check, from what the consents of the patient at the care provider had gone through
 * by its position. @throws StoreUnavailable, ConsentServiceUnavailable, UnreadableConsentEvent
 */
export async function explainedDecision(
  { stores: { store }, consentService }: PageParts,
  decision: Decision,
): Promise<ExplainedDecision> {
  if (decision.result === 'ACCESSDENIED') return { explanation: null, differs: false, isPart: false };
  const { patient, careProviderId, assertionId, position, decidedAt: validAt } = decision;
  const { consents, isPart } = await consentService.consentsOf(patient, careProviderId);
  const ids = consents.map(({ pDLAssertion }) => pDLAssertion.assertionId);
  const history = await historyOfConsents(store, assertionId === undefined ? ids : [...ids, assertionId]);
  const known = history.filter((recorded) => recorded.position <= position);
  const viewpoint = { validAt, knownAt: { position }, asked: 'now' } as const;
  const again = checkAsOf(known, decision, viewpoint);
  const isSame = again.hasConsent === decision.hasConsent && again.assertionId === assertionId;
  return { explanation: explain(known, decision, viewpoint), differs: !isSame, isPart };
}

/** The position that an answer rests on; `null`: nothing had been recorded yet. */
export const positionOf = ({ position }: Decision): string | null =>
  position === NO_POSITION ? null : String(position);
