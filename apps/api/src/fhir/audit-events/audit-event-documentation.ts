import { exampleCareUnitId, examplePatient } from '#contracts';
import { HSA } from '../../doors/fhir/identifiers';
import type { Documentation, SearchParameter } from '../../doors/fhir/interaction';
import { exampleToken, tokenParameter } from '../patient-parameter';

export const auditEventParameters: readonly SearchParameter[] = [
  {
    name: 'date',
    type: 'date',
    documentation:
      'ge and a time, demanded; lt and a time, left out: until now. A day is the time at which it begins.',
  },
  tokenParameter('patient:identifier', 'The patient. `patient.identifier` means the same.'),
  tokenParameter('agent:PractitionerRole.practitioner:identifier', 'The employee who was to read.'),
  tokenParameter('agent:PractitionerRole.organization:identifier', 'The care unit of the employee.'),
  tokenParameter('agent:Organization.identifier', 'The care provider of the employee.'),
  tokenParameter('agent:Device.identifier', 'The system that asked.'),
  { name: 'entity', type: 'reference', documentation: 'The consent that gave access: Consent/{id}.' },
  tokenParameter('outcome', '0: access was given; 8: it was not.'),
  { name: '_sort', type: 'string', documentation: 'date or -date. Left out: -date.' },
];

export const readAuditEventDocumentation: Documentation = {
  operationId: 'fhirReadAuditEvent',
  summary: 'The record of one check. By ReadDecision. (Needs the right audit.)',
  id: {
    documentation: 'The place of the record in the log, with dots.',
    example: '2026-10-15.0.0',
  },
  examples: {},
  problems: ['right-missing', 'unknown-record', 'records-removed'],
};

export const searchAuditEventsDocumentation: Documentation = {
  operationId: 'fhirSearchAuditEvents',
  summary: 'The records of checks. By Decisions. (Needs the right audit.)',
  parameters: auditEventParameters,
  examples: {
    'About a patient, since a time': {
      date: 'ge2026-10-01T00:00:00Z',
      'patient:identifier': exampleToken(examplePatient),
    },
    'What a unit was refused': {
      date: 'ge2026-10-01T00:00:00Z',
      'agent:PractitionerRole.organization:identifier': `${HSA}|${exampleCareUnitId}`,
      outcome: '8',
    },
  },
  problems: ['right-missing'],
};
