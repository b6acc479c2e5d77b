import { hsaKey, sameHsaId, type Instant } from '#consent';
import type { ActionType, ExtendedPDLAssertionType } from '#contracts';
import type { SessionWorkplace } from '../../sessions/session';
import type { FrameWords } from '../frame/frame.words';
import { identityText } from '../../words/identities';
import type { Names } from '../../names/known-names';
import type { HeldSpan, HeldSpans } from './held-spans';
import { contractTime, endText, instantOf, startText, statedText } from './times';

export type ConsentStatus = 'valid' | 'coming' | 'expired' | 'cancelled' | 'deleted';

/** A consent as pages show it, in the words of a language. */
export interface ConsentView {
  readonly id: string;
  /** HSA-id of the unit. */
  readonly unitId: string;
  readonly unit: string;
  /** The unit's HSA-id, where `unit` is its name. */
  readonly unitCode?: string;
  readonly who: string;
  /** The employee's HSA-id, where `who` is a name. */
  readonly whoCode?: string;
  readonly from: string;
  readonly until: string;
  /** Both in one. */
  readonly span: string;
  readonly status: ConsentStatus;
  readonly isEmergency: boolean;
  readonly representedBy?: string;
  /** When, and by whom. */
  readonly registered: Done;
  /** Why it was registered. */
  readonly reason?: string;
  readonly cancelled?: Done;
  readonly deleted?: Done;
}

/** What somebody did: when, and by whom. */
export interface Done {
  readonly text: string;
  /** The HSA-id of the person, where the text has the name. */
  readonly code?: string;
}

/** What a consent is shown with: for whom, and when. */
export interface Viewing {
  readonly words: FrameWords;
  readonly workplace: SessionWorkplace;
  readonly now: Instant;
  /** What HSA-ids are called, by their keys. */
  readonly names: Names;
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
    unitCode: besideName(pDLAssertion.careUnitId, viewing),
    ...whoOf(pDLAssertion.employeeId, viewing),
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
export const unitText = (careUnitId: string, { workplace: { unit }, names }: Viewing): string =>
  unit && sameHsaId(unit.careUnitId, careUnitId) ? unit.careUnitName : nameOf(careUnitId, names);

/** Somebody by HSA-id; the person who looks is called so. */
export const whoText = (employeeId: string, viewing: Viewing): string =>
  isViewer(employeeId, viewing) ? viewing.words.you : nameOf(employeeId, viewing.names);

/** The same after "by". */
export const actorText = (employeeId: string, viewing: Viewing): string =>
  isViewer(employeeId, viewing) ? viewing.words.byYou : nameOf(employeeId, viewing.names);

const isViewer = (employeeId: string, { isPaper, workplace: { unit } }: Viewing): boolean =>
  !isPaper && !!unit && sameHsaId(unit.employeeId, employeeId);

const nameOf = (hsaId: string, names: Names): string => names.get(hsaKey(hsaId)) ?? hsaId;

/** The HSA-id that stands beside the name of somebody else in small print. */
const besideName = (hsaId: string, viewing: Viewing): string | undefined =>
  viewing.names.has(hsaKey(hsaId)) && !isViewer(hsaId, viewing) ? hsaId : undefined;

function whoOf(employeeId: string | undefined, viewing: Viewing): Pick<ConsentView, 'who' | 'whoCode'> {
  if (employeeId === undefined) return { who: viewing.words.wholeUnit };
  return { who: whoText(employeeId, viewing), whoCode: besideName(employeeId, viewing) };
}

const doneText = ({ registrationDate, registeredBy }: ActionType, viewing: Viewing): Done =>
  doneBy(statedText(registrationDate, viewing.words), registeredBy.employeeId, viewing);

/** That somebody did something at a time, which is written out already. */
export function doneBy(time: string, employeeId: string, viewing: Viewing): Done {
  const text = viewing.words.doneBy(time, actorText(employeeId, viewing));
  return { text, code: besideName(employeeId, viewing) };
}

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
