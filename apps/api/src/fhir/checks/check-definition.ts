import { exampleCareProviderId, exampleCareUnitId, exampleEmployeeId, examplePatient } from '#contracts';
import { HSA, personIdentifier } from '../../doors/fhir/identifiers';
import type { Documentation } from '../../doors/fhir/interaction';
import type { Resource } from '../../doors/fhir/resource';

/** Below the address of the door. */
export const checkDefinitionPath = '/OperationDefinition/consent-check';

const parameter = (name: string, type: string, documentation: string, more: object = {}) => ({
  name,
  use: 'in',
  min: 1,
  max: '1',
  documentation,
  type,
  ...more,
});

/** What the operation `$check` is. @param base the address of the door. */
export const checkDefinition = (base: string): Resource => ({
  resourceType: 'OperationDefinition',
  id: 'consent-check',
  url: base + checkDefinitionPath,
  name: 'CheckConsent',
  title: 'May this employee read?',
  status: 'active',
  kind: 'operation',
  affectsState: true,
  code: 'check',
  comment:
    'Answers as the contract CheckConsent does, from everything that was acknowledged before the question. Each answer is recorded.',
  resource: ['Consent'],
  system: false,
  type: true,
  instance: false,
  parameter: [
    parameter('patient', 'Identifier', 'Whose records are to be read.'),
    parameter('employee', 'Identifier', 'Who is to read them: an HSA-id.'),
    parameter('careUnit', 'Identifier', 'At which care unit: an HSA-id.'),
    parameter('careProvider', 'Identifier', 'Of which care provider: an HSA-id.'),
    parameter('hasConsent', 'boolean', 'Whether a valid consent covers the employee there.', { use: 'out' }),
    parameter('assertionType', 'code', 'Consent or Emergency: the kind of the latest one that does.', {
      use: 'out',
      min: 0,
    }),
  ],
});

const asked = (name: string, valueIdentifier: object) => ({ name, valueIdentifier });

export const checkDocumentation: Documentation = {
  operationId: 'fhirCheckConsent',
  summary: 'May this employee, at this unit, read? By CheckConsent.',
  examples: {
    'An employee of the unit': {
      resourceType: 'Parameters',
      parameter: [
        asked('patient', personIdentifier(examplePatient)),
        asked('employee', { system: HSA, value: exampleEmployeeId }),
        asked('careUnit', { system: HSA, value: exampleCareUnitId }),
        asked('careProvider', { system: HSA, value: exampleCareProviderId }),
      ],
    },
  },
  problems: [],
};
