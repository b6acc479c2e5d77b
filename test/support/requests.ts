import type { Person } from './people';

/** Where a consent holds, and for whom. */
export interface Place {
  readonly patientId: Person;
  readonly careProviderId: string;
  readonly careUnitId: string;
}

const EMPLOYEE = 'SE165565594230-1A2B';

export const action = {
  requestDate: '2026-03-02T07:58:00',
  requestedBy: { employeeId: EMPLOYEE },
  registrationDate: '2026-03-02T07:59:00',
  registeredBy: { employeeId: EMPLOYEE },
};

/** Bodies of requests that are in order, so that a test says only what it is about. */
export const toRegister = (assertionId: string, place: Place, more: object = {}) => ({
  assertionId,
  assertionType: 'Consent',
  scope: 'NationalLevel',
  ...place,
  registrationAction: action,
  ...more,
});

export const toCancel = (assertionId: string) => ({ assertionId, cancellationAction: action });

export const toDelete = (assertionId: string) => ({ assertionId, deletionAction: action });

export const toCheck = ({ patientId, careProviderId, careUnitId }: Place, employeeId = EMPLOYEE) => ({
  accessingActor: { employeeId, careProviderId, careUnitId },
  patientId,
});
