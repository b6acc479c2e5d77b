import { FHIR_JSON } from '../doors/fhir/media-type';
import { FHIR_VERSION, type Resource } from '../doors/fhir/resource';
import { auditEventParameters } from './audit-events/audit-event-documentation';
import { checkDefinitionPath } from './checks/check-definition';
import { consentParameters } from './consents/consent-documentation';

/** When what this door can do was last changed. */
const CHANGED = '2026-11-30';

const BY_POST =
  'By POST to _search alone: a search may hold a personal identity, which must not be in an address.';

const searched = [{ code: 'read' }, { code: 'search-type', documentation: BY_POST }];

const consents = (base: string) => ({
  type: 'Consent',
  documentation:
    'A permission to read what others have recorded of a patient. Read only: the contracts of the ledger change consents.',
  interaction: searched,
  versioning: 'no-version',
  searchParam: consentParameters,
  operation: [{ name: 'check', definition: base + checkDefinitionPath }],
});

const auditEvents = {
  type: 'AuditEvent',
  documentation:
    'The record of a check and its answer. For callers with the right to audit. Patients are covered.',
  interaction: searched,
  versioning: 'no-version',
  searchParam: auditEventParameters,
};

/** What this door can do. @param base its address. */
export const capabilityStatement = (base: string): Resource => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: CHANGED,
  kind: 'instance',
  software: { name: 'Consent ledger' },
  implementation: { description: 'The FHIR R4 door of a consent ledger, for reading', url: base },
  fhirVersion: FHIR_VERSION,
  format: [FHIR_JSON, 'json'],
  rest: [
    {
      mode: 'server',
      documentation:
        'A parameter that is not listed is refused and never ignored. A patient is known by an identifier alone.',
      security: {
        description:
          'Every request but this one proves which registered system sends it: by an OAuth 2 token or by a client certificate.',
      },
      resource: [consents(base), auditEvents],
    },
  ],
});
