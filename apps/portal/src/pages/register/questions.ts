import { sameHsaId, samePerson, type Instant } from '#consent';
import type { ExtendedPDLAssertionType, RegisterExtendedConsentDto } from '#contracts';
import { statusOf } from '../views/consent-view';
import { instantOf } from '../views/times';

/** What is unusual about a registration, and is asked back before it is made. */
export type Question = 'hasEnded' | 'beganBefore' | 'isThere' | 'isPatient';

const DAY_MS = 86_400_000;

export function questionsAbout(
  registration: RegisterExtendedConsentDto,
  consents: readonly ExtendedPDLAssertionType[],
  now: Instant,
): Question[] {
  const { startDate, endDate, representedBy, patientId } = registration;
  const hasEnded = endDate !== undefined && instantOf(endDate) < now;
  const beganBefore = !hasEnded && startDate !== undefined && instantOf(startDate) < now - DAY_MS;
  const isThere = consents.some((consent) => isForTheSame(consent, registration, now));
  const questions: Readonly<Record<Question, boolean>> = {
    hasEnded,
    beganBefore,
    isThere,
    isPatient: representedBy !== undefined && samePerson(representedBy, patientId),
  };
  return (Object.keys(questions) as Question[]).filter((name) => questions[name]);
}

/** Whether another consent already gives the same people access at that unit. */
function isForTheSame(
  consent: ExtendedPDLAssertionType,
  asked: RegisterExtendedConsentDto,
  now: Instant,
): boolean {
  const { assertionId, assertionType, careUnitId, employeeId } = consent.pDLAssertion;
  return (
    assertionId !== asked.assertionId &&
    assertionType === asked.assertionType &&
    sameHsaId(careUnitId, asked.careUnitId) &&
    sameHsaId(employeeId ?? '', asked.employeeId ?? '') &&
    statusOf(consent, now) === 'valid'
  );
}
