import { exampleAssertionId, exampleCareProviderId, examplePatient } from '#contracts';
import type { Documentation, SearchParameter } from '../../doors/fhir/interaction';
import { HSA } from '../../doors/fhir/identifiers';
import { exampleToken, tokenParameter } from '../patient-parameter';

export const consentParameters: readonly SearchParameter[] = [
  tokenParameter('patient:identifier', 'The patient. Demanded. `patient.identifier` means the same.'),
  tokenParameter('organization:identifier', 'The care provider. Left out: all that the caller may act for.'),
  tokenParameter('status', 'active, inactive, entered-in-error. Left out: all.'),
];

export const readConsentDocumentation: Documentation = {
  operationId: 'fhirReadConsent',
  summary: 'One consent, by its id. By ReadConsent.',
  id: { documentation: 'The id of the consent.', example: exampleAssertionId },
  examples: {},
  problems: ['unknown-consent'],
};

export const searchConsentsDocumentation: Documentation = {
  operationId: 'fhirSearchConsents',
  summary: 'A patient’s consents. By GetExtendedConsentsForPatient, or GetAllExtendedConsentsForPatient.',
  parameters: consentParameters,
  examples: {
    'With one care provider': {
      'patient:identifier': exampleToken(examplePatient),
      'organization:identifier': `${HSA}|${exampleCareProviderId}`,
    },
  },
  problems: [],
};
