import { careProvider, careUnit, consentId, doctor, journalSystem, noon, tolvan } from '#consent/given';
import { NO_POSITION } from '#event-store';
import type { Decision } from '../decision';

/** A UUID for each number. */
export const decisionId = (n: number): string => `dec15100-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The doctor asked at noon, and no consent gave her access. */
export const denied = (changes: Partial<Decision> = {}): Decision => ({
  id: decisionId(1),
  decidedAt: noon,
  position: 41,
  patient: tolvan,
  employeeId: doctor,
  careProviderId: careProvider,
  careUnitId: careUnit,
  result: 'OK',
  hasConsent: false,
  callerId: journalSystem,
  correlationId: 'c0rrelation',
  door: 'json',
  ...changes,
});

/** The doctor asked at noon, and a consent gave her access. */
export const granted = (changes: Partial<Decision> = {}): Decision =>
  denied({
    id: decisionId(2),
    hasConsent: true,
    assertionType: 'Consent',
    assertionId: consentId(1),
    ...changes,
  });

/** A system asked that may not act for the care provider. */
export const refused = (changes: Partial<Decision> = {}): Decision =>
  denied({ id: decisionId(3), result: 'ACCESSDENIED', position: NO_POSITION, ...changes });
