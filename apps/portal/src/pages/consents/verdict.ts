import { sameHsaId } from '#consent';
import type { ExtendedPDLAssertionType } from '#contracts';
import { statusOf, consentView, type Viewing } from '../views/consent-view';
import type { ConsentsWords } from './consents.words';

/** Whether the person who looks may read now, in a sentence, and what follows from it. */
export interface Verdict {
  readonly mayRead: boolean;
  readonly sign: 'valid' | 'emergency' | 'expired' | 'note';
  readonly text: string;
  /** The one thing to do next. Absent where the person can do nothing. */
  readonly follows?: { readonly href: string; readonly text: string };
}

const REGISTER = '/consents/register';

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
  if (!holding) {
    const follows = { href: REGISTER, text: words.register };
    return { mayRead: false, sign: 'expired', text: words.verdictNo(unit.careUnitName), follows };
  }
  const { id, until, isEmergency } = consentView(holding, viewing);
  return isEmergency
    ? {
        ...{ mayRead: true, sign: 'emergency', text: words.verdictEmergency(until) },
        follows: { href: REGISTER, text: words.registerInstead },
      }
    : {
        ...{ mayRead: true, sign: 'valid', text: words.verdictYes(until) },
        follows: { href: `/consents/${id}`, text: words.showConsent },
      };
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
