import type { PlacedDecision } from '#audit';
import { Decisions, type DecisionsContent } from '../../audit/decisions/decisions.contract';
import { ReadDecision } from '../../audit/decisions/read-decision.contract';
import { searchset } from '../../doors/fhir/bundle';
import { hsaIdIn, identityIn } from '../../doors/fhir/identifiers';
import { CURSOR, type Interaction, type Question } from '../../doors/fhir/interaction';
import { demandValue, type SearchParameters } from '../../doors/fhir/search-parameters';
import { InvalidParameter } from '../../doors/http/fhir-refusals';
import { PATIENT } from '../patient-parameter';
import { readAuditEventDocumentation, searchAuditEventsDocumentation } from './audit-event-documentation';
import { auditEventResource, auditOutcomes, placeIn } from './audit-event-resource';

const ROLE = 'agent:PractitionerRole';

/** The elements of the contract's message that are HSA-ids, each with its parameter. */
const hsaIds = {
  employeeId: `${ROLE}.practitioner:identifier`,
  careUnitId: `${ROLE}.organization:identifier`,
  careProviderId: 'agent:Organization.identifier',
  callerId: 'agent:Device.identifier',
} as const;

const [DATE, ENTITY, OUTCOME, SORT] = ['date', 'entity', 'outcome', '_sort'] as const;

const names = [...PATIENT, ...Object.values(hsaIds), ENTITY, OUTCOME, SORT, '_format'];

const parameterOf = {
  patientId: PATIENT[0],
  from: DATE,
  to: DATE,
  ...hsaIds,
  assertionId: ENTITY,
  cursor: CURSOR,
};

/** The record of one check, by its id, which says its place in the log. */
export const readAuditEvent: Interaction = {
  method: 'GET',
  path: '/AuditEvent/:id',
  takes: 'nothing',
  documentation: readAuditEventDocumentation,
  ask: ({ id }) => ({
    contract: ReadDecision,
    body: { place: placeIn(id) },
    parameterOf: {},
    answer: ({ content }) => auditEventResource(content as PlacedDecision),
  }),
};

/** The records of checks, page by page, by the question of auditors. */
export const searchAuditEvents: Interaction = {
  method: 'POST',
  path: '/AuditEvent/_search',
  takes: 'form',
  hasPages: true,
  documentation: searchAuditEventsDocumentation,
  ask: ({ parameters, cursor }) => ({
    contract: Decisions,
    body: { ...messageIn(parameters), ...(cursor !== '' && { cursor }) },
    parameterOf,
    answer,
  }),
};

function messageIn(parameters: SearchParameters): object {
  parameters.demandOnly(names, DATE);
  const patient = parameters.identifier(...PATIENT);
  const { from, before } = parameters.span(DATE);
  const outcomes = parameters.codes(OUTCOME, Object.values(auditOutcomes));
  const [sort] = parameters.codes(SORT, ['date', '-date']) ?? [];
  return {
    patientId: patient && identityIn(patient),
    from,
    to: before,
    ...hsaIdsIn(parameters),
    assertionId: consentIn(parameters.text(ENTITY)),
    hasConsent: outcomes?.size === 1 ? outcomes.has(auditOutcomes.given) : undefined,
    oldestFirst: sort === 'date',
  };
}

const hsaIdsIn = (parameters: SearchParameters): object =>
  Object.fromEntries(
    Object.entries(hsaIds).map(([element, name]) => {
      const identifier = parameters.identifier(name);
      return [element, identifier && hsaIdIn(identifier, name)];
    }),
  );

const CONSENT = 'Consent/';

/** The consent that gave access. @throws InvalidParameter for a reference to anything else, or to nothing. */
function consentIn(reference: string | undefined): string | undefined {
  if (reference === undefined) return undefined;
  if (reference.startsWith(CONSENT)) return demandValue(ENTITY, reference.slice(CONSENT.length));
  throw new InvalidParameter(`The parameter ${ENTITY} takes a reference ${CONSENT}{id}.`);
}

const answer: Question['answer'] = ({ result, content }, base) => {
  const { found, cursor } = content as DecisionsContent;
  return searchset({
    address: `${base}/AuditEvent`,
    resources: found.map(auditEventResource),
    result,
    ...(cursor !== undefined && { next: `${CURSOR}=${cursor}` }),
  });
};
