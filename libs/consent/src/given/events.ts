import type { ConsentCancelled, ConsentDeleted, ConsentEndedByPatient, ConsentRegistered } from '../event';
import {
  cancellation,
  careProvider,
  careUnit,
  consentId,
  deletion,
  evening,
  filledIn,
  journalSystem,
  morning,
  noon,
  registration,
  tolvan,
} from './people-and-times';

export function registered(overrides: Partial<ConsentRegistered> = {}): ConsentRegistered {
  const recordedAt = overrides.recordedAt ?? morning;
  return {
    type: 'ConsentRegistered',
    assertionId: consentId(1),
    assertionType: 'Consent',
    scope: 'NationalLevel',
    patient: tolvan,
    careProviderId: careProvider,
    careUnitId: careUnit,
    start: filledIn(recordedAt),
    ownerId: journalSystem,
    registration,
    recordedAt,
    ...overrides,
  };
}

/** What a later event repeats of the registration it follows. */
const placeOf = ({ assertionId, patient, careProviderId, careUnitId }: ConsentRegistered) => ({
  assertionId,
  patient,
  careProviderId,
  careUnitId,
});

export const cancelled = (
  of: ConsentRegistered = registered(),
  overrides: Partial<ConsentCancelled> = {},
): ConsentCancelled => ({
  type: 'ConsentCancelled',
  ...placeOf(of),
  cancellation,
  recordedAt: noon,
  ...overrides,
});

export const deleted = (
  of: ConsentRegistered = registered(),
  overrides: Partial<ConsentDeleted> = {},
): ConsentDeleted => ({
  type: 'ConsentDeleted',
  ...placeOf(of),
  deletion,
  recordedAt: evening,
  ...overrides,
});

export function endedByPatient(
  of: ConsentRegistered = registered(),
  overrides: Partial<ConsentEndedByPatient> = {},
): ConsentEndedByPatient {
  const recordedAt = overrides.recordedAt ?? noon;
  return {
    type: 'ConsentEndedByPatient',
    ...placeOf(of),
    end: filledIn(recordedAt - 1),
    recordedAt,
    ...overrides,
  };
}
