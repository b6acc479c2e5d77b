import type { DeclaredContract } from '../contract/declared-contract';
import { soapContractsOf } from '../contract/soap-contract';
import { cancelExtendedConsent } from './cancel-extended-consent/cancel-extended-consent.contract';
import { checkConsent } from './check-consent/check-consent.contract';
import { checkConsents } from './check-consent/check-consents.contract';
import { createWebhook } from './create-webhook/create-webhook.contract';
import { deleteExtendedConsent } from './delete-extended-consent/delete-extended-consent.contract';
import { endConsentByPatient } from './end-consent-by-patient/end-consent-by-patient.contract';
import { getAllExtendedConsentsForPatient } from './get-all-extended-consents-for-patient/get-all-extended-consents-for-patient.contract';
import { getConsentChanges } from './get-consent-changes/get-consent-changes.contract';
import { getConsentSnapshot } from './get-consent-snapshot/get-consent-snapshot.contract';
import { getConsentsForCareProvider } from './get-consents-for-care-provider/get-consents-for-care-provider.contract';
import { getConsentsForPatient } from './get-consents-for-patient/get-consents-for-patient.contract';
import { getExtendedConsentsForPatient } from './get-extended-consents-for-patient/get-extended-consents-for-patient.contract';
import { getWebhooks } from './get-webhooks/get-webhooks.contract';
import { redeliverWebhookMessages } from './manage-webhook/redeliver-webhook-messages.contract';
import { removeWebhook } from './manage-webhook/remove-webhook.contract';
import { rotateWebhookSecret } from './manage-webhook/rotate-webhook-secret.contract';
import { pingForConfiguration } from './ping-for-configuration/ping-for-configuration.contract';
import { ReadConsent } from './read-consent/read-consent.contract';
import { registerExtendedConsent } from './register-extended-consent/register-extended-consent.contract';

/** Every contract of the national service, in the order in which the documentation shows them. */
export const contracts: readonly DeclaredContract[] = [
  registerExtendedConsent,
  checkConsent,
  getConsentsForPatient,
  getExtendedConsentsForPatient,
  getAllExtendedConsentsForPatient,
  getConsentsForCareProvider,
  endConsentByPatient,
  cancelExtendedConsent,
  deleteExtendedConsent,
];

/** What is at the JSON door alone: the national service has no such contract. */
export const jsonOnly: readonly DeclaredContract[] = [
  checkConsents,
  getConsentChanges,
  getConsentSnapshot,
  createWebhook,
  getWebhooks,
  rotateWebhookSecret,
  redeliverWebhookMessages,
  removeWebhook,
];

/** What answers at the FHIR door alone. */
export const fhirOnly = [ReadConsent] as const;

/** What is at the SOAP door alone. */
export const soapOnly = [pingForConfiguration] as const;

/** All that is at the SOAP door. */
export const soapContracts = soapContractsOf([...contracts, ...soapOnly]);
