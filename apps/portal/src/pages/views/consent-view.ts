import type { Instant } from '#consent';
import type { ExtendedAssertion } from '../../consent-service';
import type { SessionWorkplace } from '../../sessions/session';
import type { FrameWords } from '../frame/frame.words';
import { identityText } from '../../words/identities';
import { endText, instantOf, startText, statedText } from './times';

export type ConsentStatus = 'valid' | 'coming' | 'expired' | 'cancelled' | 'deleted';

/** A consent as pages show it, in the words of a language. */
export interface ConsentView {
  readonly id: string;
  readonly unit: string;
  readonly who: string;
  readonly from: string;
  readonly until: string;
  /** Both in one. */
  readonly span: string;
  readonly status: ConsentStatus;
  readonly isEmergency: boolean;
  readonly representedBy?: string;
  readonly cancelledAt?: string;
  readonly deletedAt?: string;
}

/** What a consent is shown with: for whom, and when. */
export interface Viewing {
  readonly words: FrameWords;
  readonly workplace: SessionWorkplace;
  readonly now: Instant;
}

/** Where a consent stands at an instant. */
export function statusOf(consent: ExtendedAssertion, now: Instant): ConsentStatus {
  const { startDate, endDate } = consent.pDLAssertion;
  if (consent.deletionInfo) return 'deleted';
  if (consent.cancellationInfo) return 'cancelled';
  if (endDate !== undefined && instantOf(endDate) < now) return 'expired';
  return instantOf(startDate) > now ? 'coming' : 'valid';
}

export function consentView(consent: ExtendedAssertion, viewing: Viewing): ConsentView {
  const { pDLAssertion, representedBy, cancellationInfo, deletionInfo } = consent;
  const { words } = viewing;
  const from = startText(pDLAssertion.startDate, words);
  const until = untilText(consent, words);
  return {
    id: pDLAssertion.assertionId,
    unit: unitText(pDLAssertion.careUnitId, viewing.workplace),
    who: pDLAssertion.employeeId ?? words.wholeUnit,
    ...{ from, until, span: `${from} ${until}` },
    status: statusOf(consent, viewing.now),
    isEmergency: pDLAssertion.assertionType === 'Emergency',
    representedBy: representedBy && identityText(representedBy, words),
    cancelledAt: cancellationInfo && statedText(cancellationInfo.registrationDate, words),
    deletedAt: deletionInfo && statedText(deletionInfo.registrationDate, words),
  };
}

/** The unit's name where the portal knows it, its HSA-id otherwise. */
export const unitText = (careUnitId: string, { unit }: SessionWorkplace): string =>
  unit?.careUnitId === careUnitId ? unit.careUnitName : careUnitId;

const untilText = ({ pDLAssertion: { endDate } }: ExtendedAssertion, words: FrameWords): string =>
  endDate === undefined ? words.untilFurtherNotice : `${words.to} ${endText(endDate, words)}`;
