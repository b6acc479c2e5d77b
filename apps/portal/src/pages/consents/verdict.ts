import { sameHsaId } from '#consent';
import type { ExtendedPDLAssertionType } from '#contracts';
import { statusOf, consentView, type Viewing } from '../views/consent-view';
import type { ConsentsWords } from './consents.words';

/** Whether the person who looks may read now, in a sentence, and what follows from it. */
export interface Verdict {
  readonly mayRead: boolean;
  readonly sign: 'valid' | 'emergency' | 'expired' | 'note';
  readonly text: string;
}

/**
 * The first line of a patient's page, by the rule that a check is answered by: a valid consent for the unit where the person works, for
 * everybody there or for that person. Of several it names the one that lasts longest; an emergency only where no consent holds.
 */
export function verdictOf(
  consents: readonly ExtendedPDLAssertionType[],
  viewing: Viewing,
  words: ConsentsWords,
): Verdict {
  const { unit } = viewing.workplace;
  if (!unit) return { mayRead: false, sign: 'note', text: words.verdictLooking };
  const [holding] = consents
    .filter(
      (consent) =>
        statusOf(consent, viewing.now) === 'valid' &&
        sameHsaId(consent.pDLAssertion.careUnitId, unit.careUnitId) &&
        isFor(consent.pDLAssertion.employeeId, unit.employeeId),
    )
    .sort(longestFirst);
  if (!holding) return { mayRead: false, sign: 'expired', text: words.verdictNo(unit.careUnitName) };
  const { until, isEmergency } = consentView(holding, viewing);
  return isEmergency
    ? { mayRead: true, sign: 'emergency', text: words.verdictEmergency(until) }
    : { mayRead: true, sign: 'valid', text: words.verdictYes(until) };
}

/** Consents before emergencies, and what lasts longer before what ends sooner. */
function longestFirst(
  { pDLAssertion: one }: ExtendedPDLAssertionType,
  { pDLAssertion: other }: ExtendedPDLAssertionType,
): number {
  if (one.assertionType !== other.assertionType) return one.assertionType === 'Consent' ? -1 : 1;
  return (other.endDate ?? NO_END).localeCompare(one.endDate ?? NO_END);
}

/** After every time that a contract answers. */
const NO_END = '9999-12-31T23:59:59';

const isFor = (named: string | undefined, employeeId: string): boolean =>
  named === undefined || sameHsaId(named, employeeId);
