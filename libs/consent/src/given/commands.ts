import type { CancelConsent, DeleteConsent, EndConsentByPatient, RegisterConsent } from '../command';
import {
  anyone,
  cancellation,
  careProvider,
  careUnit,
  consentId,
  deletion,
  evening,
  morning,
  noon,
  registration,
  tolvan,
} from './people-and-times';

export const toRegister = (overrides: Partial<RegisterConsent> = {}): RegisterConsent => ({
  type: 'RegisterConsent',
  assertionId: consentId(1),
  assertionType: 'Consent',
  scope: 'NationalLevel',
  patient: tolvan,
  careProviderId: careProvider,
  careUnitId: careUnit,
  registration,
  forgiving: false,
  now: morning,
  caller: anyone,
  ...overrides,
});

export const toCancel = (overrides: Partial<CancelConsent> = {}): CancelConsent => ({
  type: 'CancelConsent',
  assertionId: consentId(1),
  cancellation,
  now: noon,
  caller: anyone,
  ...overrides,
});

export const toDelete = (overrides: Partial<DeleteConsent> = {}): DeleteConsent => ({
  type: 'DeleteConsent',
  assertionId: consentId(1),
  deletion,
  now: evening,
  caller: anyone,
  ...overrides,
});

export const toEndByPatient = (overrides: Partial<EndConsentByPatient> = {}): EndConsentByPatient => ({
  type: 'EndConsentByPatient',
  assertionId: consentId(1),
  patient: tolvan,
  now: noon,
  caller: anyone,
  ...overrides,
});
