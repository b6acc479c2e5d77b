import type { AssertionType, Instant } from '#consent';
import { askedAt, hasExpired, isValidAt, sameHsaId } from '#consent';
import { isUnreadableConsent } from '../unreadable';
import {
  checkKey,
  EVERYONE,
  shelfPrefix,
  type CheckedConsent,
  type CheckedPlace,
  type CheckRows,
  type PlaceRow,
  type Shelf,
} from './checked-place';

/** May this employee, at this unit, read the patient's records kept by others? */
export interface CheckQuestion extends CheckedPlace {
  readonly employeeId: string;
}

export interface CheckAnswer {
  readonly hasConsent: boolean;
  /** Of the consent that gives access; when several do, of the latest registered. */
  readonly assertionType?: AssertionType;
  readonly assertionId?: string;
}

/**
 * What the instant of a question is. `now`: the present, read from a clock that may be a little behind the writer's, so that a
 * question is never older than the record it is asked of (see `askedAt`). `then`: one that somebody named, taken as it is.
 */
export type Asked = 'now' | 'then';

const NO_CONSENT: CheckAnswer = { hasConsent: false };

/**
 * This is asked before every reading of a record, so it is one read, no more work than finding the first that matches, and before
 * a yes a look at whether that one can be relied on. Only for an instant before some consent's end, or where a patient has very
 * many consents at the unit, it looks further.
 */
export function checkConsent(
  rows: CheckRows,
  question: CheckQuestion,
  at: Instant,
  asked: Asked = 'now',
): CheckAnswer {
  const place = rows.get(checkKey(question));
  if (place?.kind !== 'place') return NO_CONSENT;
  const gives = (consent: CheckedConsent): boolean =>
    isFor(consent, question.employeeId) &&
    isValidAt(consent, instantOf(consent, at, asked)) &&
    !isUnreadableConsent(rows, consent.assertionId);
  const onShelf = (shelf: Shelf) =>
    mayGive(place, shelf, at) ? latestOn(shelf, rows, question, gives) : undefined;
  const running = place.consents.findLast(gives) ?? onShelf('older');
  const ended = onShelf('ended');
  const latest = isLater(ended, running) ? ended : running;
  if (!latest) return NO_CONSENT;
  return { hasConsent: true, assertionType: latest.assertionType, assertionId: latest.assertionId };
}

/** One that was recorded later than `at` is asked about that later instant, at which it may give even less. */
const mayGive = (place: PlaceRow, shelf: Shelf, at: Instant): boolean => {
  const summary = place[shelf];
  return summary !== undefined && !hasExpired({ startsAt: at, lastValidAt: summary.lastValidAt }, at);
};

function latestOn(
  shelf: Shelf,
  rows: CheckRows,
  question: CheckQuestion,
  gives: (consent: CheckedConsent) => boolean,
): CheckedConsent | undefined {
  let latest: CheckedConsent | undefined;
  for (const employee of [EVERYONE, question.employeeId] as const) {
    for (const { row } of rows.scan(shelfPrefix(checkKey(question), shelf, employee))) {
      if (row.kind !== 'shelved' || !gives(row.consent)) continue;
      if (isLater(row.consent, latest)) latest = row.consent;
      break;
    }
  }
  return latest;
}

const isLater = (one: CheckedConsent | undefined, other: CheckedConsent | undefined): boolean =>
  one !== undefined && (other === undefined || one.registeredPosition > other.registeredPosition);

const isFor = (consent: CheckedConsent, employeeId: string): boolean =>
  consent.employeeId === undefined || sameHsaId(consent.employeeId, employeeId);

const instantOf = ({ recordedAt }: CheckedConsent, at: Instant, asked: Asked): Instant =>
  asked === 'now' ? askedAt(at, recordedAt) : at;
