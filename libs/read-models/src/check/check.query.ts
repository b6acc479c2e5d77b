import type { AssertionType, Instant } from '#consent';
import { askedAt, isValidAt } from '#consent';
import type { CheckedConsent, CheckedPlace, CheckRows } from './check.projection';
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

const NO_CONSENT: CheckAnswer = { hasConsent: false };

/** This is asked before every reading of a record, so it is one read and no more work than finding the first that matches. */
export function checkConsent(rows: CheckRows, question: CheckQuestion, now: Instant): CheckAnswer {
  const row = rows.get(checkKey(question));
  if (!row) return NO_CONSENT;
  for (let latest = row.consents.length - 1; latest >= 0; latest -= 1) {
    const consent = row.consents[latest]!;
    if (givesAccess(consent, question.employeeId, now)) {
      return { hasConsent: true, assertionType: consent.assertionType, assertionId: consent.assertionId };
    }
  }
  return NO_CONSENT;
}

function givesAccess(consent: CheckedConsent, employeeId: string, now: Instant): boolean {
  const isForEmployee = consent.employeeId === undefined || consent.employeeId === employeeId;
  return isForEmployee && isValidAt(consent, askedAt(now, consent.recordedAt));
}
