import type { OpenAPIObject } from '@nestjs/swagger';
import { ReadDecision } from '../audit/decisions/read-decision.contract';
import { fhirOnly } from '../contracts';
import { FhirDoor } from '../doors/fhir/fhir-door';
import type { Interaction } from '../doors/fhir/interaction';
import { describedInteractions } from '../doors/fhir/described-interactions';
import type { Resource } from '../doors/fhir/resource';
import { readAuditEvent, searchAuditEvents } from './audit-events/audit-event-interactions';
import { capabilityStatement } from './capability-statement';
import { checkDefinition, checkDefinitionPath } from './checks/check-definition';
import { checkConsentOperation } from './checks/check-interaction';
import { readConsent, searchConsents } from './consents/consent-interactions';

/** What answers here: the door, and the contracts that are at no other. */
export const fhirParts = [FhirDoor, ...fhirOnly, ReadDecision] as const;

/** Everything that can be asked at the FHIR door. */
export const interactions: readonly Interaction[] = [
  readConsent,
  searchConsents,
  checkConsentOperation,
  readAuditEvent,
  searchAuditEvents,
];

/** What the door shows of itself, to everybody, by its address. */
export const descriptions: Readonly<Record<string, (base: string) => Resource>> = {
  '/metadata': capabilityStatement,
  [checkDefinitionPath]: checkDefinition,
};

/** The resources that are searched for, by POST alone. */
export const searchedResources = ['Consent', 'AuditEvent'] as const;

/** What the OpenAPI document has of the door. */
export const fhirPaths: OpenAPIObject['paths'] = describedInteractions(
  interactions,
  Object.keys(descriptions),
);
