import { sameHsaId, type Instant } from '#consent';
import type { ActionType, ExtendedPDLAssertionType } from '#contracts';
import type { SessionWorkplace } from '../../sessions/session';
import type { FrameWords } from '../frame/frame.words';
import { identityText } from '../../words/identities';
import type { HeldSpan, HeldSpans } from './held-spans';
import { contractTime, endText, instantOf, startText, statedText } from './times';

export type ConsentStatus = 'valid' | 'coming' | 'expired' | 'cancelled' | 'deleted';

/** A consent as pages show it, in the words of a language. */
export interface ConsentView {
  readonly id: string;
  /** HSA-id of the unit. */
  readonly unitId: string;
  readonly unit: string;
  readonly who: string;
  readonly from: string;
  readonly until: string;
  /** Both in one. */
  readonly span: string;
  readonly status: ConsentStatus;
  readonly isEmergency: boolean;
  readonly representedBy?: string;
  /** When, and by whom. */
  readonly registered: string;
  /** Why it was registered. */
  readonly reason?: string;
  readonly cancelled?: string;
  readonly deleted?: string;
}

/** What a consent is shown with: for whom, and when. */
export interface Viewing {
  readonly words: FrameWords;
  readonly workplace: SessionWorkplace;
  readonly now: Instant;
  /** How long consents that were taken back had held. */
  readonly held?: HeldSpans;
  /** Paper is read by others, for whom nobody is "you". */
  readonly isPaper?: boolean;
}

/** Where a consent stands at an instant. */
export function statusOf(consent: ExtendedPDLAssertionType, now: Instant): ConsentStatus {
  const { startDate, endDate } = consent.pDLAssertion;
  if (consent.deletionInfo) return 'deleted';
  if (consent.cancellationInfo) return 'cancelled';
  if (endDate !== undefined && instantOf(endDate) < now) return 'expired';
  return instantOf(startDate) > now ? 'coming' : 'valid';
}

export function consentView(consent: ExtendedPDLAssertionType, viewing: Viewing): ConsentView {
  const { pDLAssertion, representedBy, registrationInfo, cancellationInfo, deletionInfo } = consent;
  const { words } = viewing;
  return {
    id: pDLAssertion.assertionId,
    unitId: pDLAssertion.careUnitId,
    unit: unitText(pDLAssertion.careUnitId, viewing),
    who: pDLAssertion.employeeId === undefined ? words.wholeUnit : whoText(pDLAssertion.employeeId, viewing),
    ...spanOf(consent, viewing),
    status: statusOf(consent, viewing.now),
    isEmergency: pDLAssertion.assertionType === 'Emergency',
    representedBy: representedBy && identityText(representedBy, words),
    registered: doneText(registrationInfo, viewing),
    reason: registrationInfo.reasonText,
    cancelled: cancellationInfo && doneText(cancellationInfo, viewing),
    deleted: deletionInfo && doneText(deletionInfo, viewing),
  };
}

/** The unit's name where the portal knows it, its HSA-id otherwise. */
export const unitText = (careUnitId: string, { workplace: { unit } }: Viewing): string =>
  unit && sameHsaId(unit.careUnitId, careUnitId) ? unit.careUnitName : careUnitId;

/** Somebody by HSA-id; the person who looks is called so. */
export const whoText = (employeeId: string, viewing: Viewing): string =>
  isViewer(employeeId, viewing) ? viewing.words.you : employeeId;

/** The same after "by". */
export const actorText = (employeeId: string, viewing: Viewing): string =>
  isViewer(employeeId, viewing) ? viewing.words.byYou : employeeId;

const isViewer = (employeeId: string, { isPaper, workplace: { unit } }: Viewing): boolean =>
  !isPaper && !!unit && sameHsaId(unit.employeeId, employeeId);

const doneText = ({ registrationDate, registeredBy }: ActionType, viewing: Viewing): string =>
  viewing.words.doneBy(
    statedText(registrationDate, viewing.words),
    actorText(registeredBy.employeeId, viewing),
  );

type Span = Pick<ConsentView, 'from' | 'until' | 'span'>;

/** The span that was registered; of a consent that was taken back, the one that it had until then. */
function spanOf(consent: ExtendedPDLAssertionType, viewing: Viewing): Span {
  const { assertionId, startDate } = consent.pDLAssertion;
  const held = viewing.held?.get(assertionId);
  if (held !== undefined) return heldSpan(held, viewing.words);
  const [from, until] = [startText(startDate, viewing.words), untilText(consent, viewing.words)];
  return { from, until, span: `${from} ${until}` };
}

function heldSpan(held: HeldSpan, words: FrameWords): Span {
  if (held === null) return { from: words.never, until: '', span: words.never };
  const { startsAt, lastValidAt } = held;
  const from = startText(contractTime(startsAt), words);
  const until =
    lastValidAt === null
      ? words.untilFurtherNotice
      : `${words.to} ${endText(contractTime(lastValidAt), words)}`;
  return { from, until, span: `${from} ${until}` };
}

const untilText = ({ pDLAssertion: { endDate } }: ExtendedPDLAssertionType, words: FrameWords): string =>
  endDate === undefined ? words.untilFurtherNotice : `${words.to} ${endText(endDate, words)}`;
