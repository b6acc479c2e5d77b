import type { AssertionType, Instant } from '#consent';
import { askedAt, isValidAt } from '#consent';
import type { RowReader } from '../projection';
import type { CheckedConsent, CheckedPlace, CheckRow } from './check.projection';
import { isUnreadableConsent } from '../unreadable';
import { checkKey } from './check.projection';

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
 * a yes a look at whether that one can be relied on.
 */
export function checkConsent(
  rows: RowReader<CheckRow>,
  question: CheckQuestion,
  at: Instant,
  asked: Asked = 'now',
): CheckAnswer {
  const row = rows.get(checkKey(question));
  if (!row) return NO_CONSENT;
  for (let latest = row.consents.length - 1; latest >= 0; latest -= 1) {
    const consent = row.consents[latest]!;
    if (isFor(consent, question.employeeId) && isValidAt(consent, instantOf(consent, at, asked))) {
      if (isUnreadableConsent(rows, consent.assertionId)) continue;
      return { hasConsent: true, assertionType: consent.assertionType, assertionId: consent.assertionId };
    }
  }
  return NO_CONSENT;
}

const isFor = (consent: CheckedConsent, employeeId: string): boolean =>
  consent.employeeId === undefined || consent.employeeId === employeeId;

const instantOf = ({ recordedAt }: CheckedConsent, at: Instant, asked: Asked): Instant =>
  asked === 'now' ? askedAt(at, recordedAt) : at;
