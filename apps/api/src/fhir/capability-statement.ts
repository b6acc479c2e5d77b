import { FHIR_JSON } from '../doors/fhir/media-type';
import { FHIR_VERSION, type Resource } from '../doors/fhir/resource';
import { checkDefinitionPath } from './checks/check-definition';

/** When what this door can do was last changed. */
const CHANGED = '2026-11-30';

const BY_POST =
  'By POST to _search alone: a search may hold a personal identity, which must not be in an address.';

const token = (name: string, documentation: string) => ({ name, type: 'token', documentation });

const consents = (base: string) => ({
  type: 'Consent',
  documentation:
    'A permission to read what others have recorded of a patient. Read only: the contracts of the ledger change consents.',
  interaction: [{ code: 'read' }, { code: 'search-type', documentation: BY_POST }],
  versioning: 'no-version',
  searchParam: [
    token('patient:identifier', 'The patient. Demanded. `patient.identifier` means the same.'),
    token('organization:identifier', 'The care provider. Left out: all that the caller may act for.'),
    token('status', 'active, inactive, entered-in-error. Left out: all.'),
  ],
  operation: [{ name: 'check', definition: base + checkDefinitionPath }],
});

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
      resource: [consents(base)],
    },
  ],
});
