import type { ExplainedConsent, Explanation, Miss } from '#audit';
import { nameAndId } from '../views/decision-row';
import { timeText } from '../views/times';
import { laterText, reasonText, type ReasonWriting } from './reason-text';

/** An explanation as a page shows it. */
export interface ExplanationView {
  readonly verdict: string;
  readonly consents: readonly ExplainedView[];
  /** What else there is, in a sentence; `null`: nothing. */
  readonly further: string | null;
}

/** A consent, and what it had to do with the answer. */
export interface ExplainedView {
  readonly id: string;
  readonly kind: string;
  readonly sign: string;
  readonly reasons: readonly string[];
  /** What the consent says: for whom, and from when to when. */
  readonly terms: readonly string[];
}

export interface ExplanationWriting extends ReasonWriting {
  readonly frame: { readonly untilFurtherNotice: string; readonly to: string };
}

export function explanationView(explanation: Explanation, writing: ExplanationWriting): ExplanationView {
  const { words } = writing;
  if (explanation.hasConsent) {
    const { grantedBy, later } = explanation;
    const reasons = later.map((change) => laterText(change, words));
    const verdict = isEmergency(grantedBy) ? words.grantedEmergency : words.granted;
    const sign = isEmergency(grantedBy) ? 'emergency' : 'valid';
    return { verdict, consents: [{ ...consentView(grantedBy, writing), sign, reasons }], further: null };
  }
  const { nearestMisses, furtherMisses } = explanation;
  return {
    verdict: nearestMisses.length + furtherMisses === 0 ? words.deniedNone : words.denied,
    consents: nearestMisses.map((miss) => missView(miss, writing)),
    further: furtherMisses === 0 ? null : words.further(furtherMisses),
  };
}

const isEmergency = ({ assertionType }: ExplainedConsent): boolean => assertionType === 'Emergency';

const missView = ({ consent, reasons }: Miss, writing: ExplanationWriting): ExplainedView => ({
  ...consentView(consent, writing),
  sign: 'expired',
  reasons: reasons.map((reason) => reasonText(reason, writing)),
});

function consentView(consent: ExplainedConsent, { words, frame, names }: ExplanationWriting) {
  const { startsAt, lastValidAt, employeeId, careUnitId } = consent;
  const whom = employeeId === undefined ? words.everyone : nameAndId(employeeId, names);
  const until = lastValidAt === null ? frame.untilFurtherNotice : `${frame.to} ${timeText(lastValidAt)}`;
  return {
    id: consent.assertionId,
    kind: isEmergency(consent) ? words.emergency : words.consent,
    terms: [
      words.terms(whom, nameAndId(careUnitId, names)),
      words.span(timeText(startsAt), until),
      words.registeredAt(timeText(consent.registeredAt), consent.position),
    ],
  };
}

/** The HSA-ids that an explanation names. */
export function idsInExplanation(explanation: Explanation): string[] {
  const consents = explanation.hasConsent
    ? [explanation.grantedBy]
    : explanation.nearestMisses.map(({ consent }) => consent);
  return consents.flatMap(({ careProviderId, careUnitId, employeeId }) =>
    [careProviderId, careUnitId, employeeId].filter((id) => id !== undefined),
  );
}
