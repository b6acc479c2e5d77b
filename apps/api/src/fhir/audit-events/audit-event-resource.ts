import { answerInWords, decisionRecord, formatRecordPlace, type PlacedDecision } from '#audit';
import { absent, knownByHsaId, maskedPersonIdentifier } from '../../doors/fhir/identifiers';
import { coding, concept, type Resource } from '../../doors/fhir/resource';
import { purposeOf, recipientRole, RECIPIENT } from '../recipient';
import { detailsOf } from './audit-event-details';

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';
const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';
const BALP = 'https://profiles.ihe.net/ITI/BALP';

/** What a check came to, as R4 codes it: access was given, or it was not. */
export const auditOutcomes = { given: '0', refused: '8' } as const;

/** The service itself: it decides, and it keeps the record. */
const ledger = { type: 'Device', display: 'Consent ledger' };

/** As ids of resources are written, which have no slash. */
const idOf = (place: PlacedDecision['place']): string => formatRecordPlace(place).replaceAll('/', '.');

/** The place that an id says; what is no id becomes no place. */
export const placeIn = (id: string): string => id.replaceAll('.', '/');

/** The record of a check as a FHIR resource, by IHE's profile for decisions by consent. docs/fhir.md has the table. */
export function auditEventResource({ place, decision }: PlacedDecision): Resource {
  const { hasConsent } = decision;
  return {
    resourceType: 'AuditEvent',
    id: idOf(place),
    meta: { profile: [`${BALP}/StructureDefinition/IHE.BasicAudit.AuthZconsent`] },
    contained: [recipientRole(decision.employeeId, decision.careUnitId)],
    type: coding(DICOM, '110113', 'Security Alert'),
    subtype: [
      coding(
        `${BALP}/CodeSystem/AuthZsubType`,
        'AuthZ-Consent',
        'Authorization Decision using Roles and Consent',
      ),
    ],
    action: 'E',
    recorded: decisionRecord(decision, 'masked').decidedAt,
    outcome: hasConsent ? auditOutcomes.given : auditOutcomes.refused,
    outcomeDesc: outcomeInWords(decision),
    purposeOfEvent: hasConsent ? [{ coding: [purposeOf(decision.assertionType!)] }] : undefined,
    agent: agentsOf(decision),
    source: {
      observer: ledger,
      type: [coding(`${TERMINOLOGY}/security-source-type`, '6', 'Security Server')],
    },
    entity: entitiesOf(decision),
  };
}

type Decision = PlacedDecision['decision'];

const outcomeInWords = (decision: Decision): string =>
  decision.denial === undefined ? answerInWords(decision) : `${answerInWords(decision)}: ${decision.denial}`;

/** The system that asked, the employee at the unit who was to read, the care provider, and who decided. */
const agentsOf = ({ callerId, careProviderId }: Decision) => [
  {
    type: concept(DICOM, '110150', 'Application'),
    who: knownByHsaId('Device', callerId),
    requestor: false,
    // The profile demands an address of the network, and the record has none.
    network: absent('unknown'),
  },
  {
    type: concept(`${TERMINOLOGY}/v3-ParticipationType`, 'IRCP', 'information recipient'),
    who: { reference: `#${RECIPIENT}`, type: 'PractitionerRole' },
    requestor: true,
  },
  {
    type: concept(`${TERMINOLOGY}/v3-RoleClass`, 'PROV', 'healthcare provider'),
    who: knownByHsaId('Organization', careProviderId),
    requestor: false,
  },
  {
    type: concept(`${TERMINOLOGY}/extra-security-role-type`, 'authserver', 'authorization server'),
    who: ledger,
    requestor: false,
  },
];

/** The patient, covered as auditors see it elsewhere, and the consent that gave access, if one did. */
const entitiesOf = (decision: Decision) => [
  {
    what: { type: 'Patient', identifier: maskedPersonIdentifier(decisionRecord(decision, 'masked').patient) },
    type: coding(`${TERMINOLOGY}/audit-entity-type`, '1', 'Person'),
    role: coding(`${TERMINOLOGY}/object-role`, '1', 'Patient'),
  },
  {
    what: consentOf(decision),
    type: coding('http://hl7.org/fhir/resource-types', 'Consent', 'Consent'),
    detail: detailsOf(decision),
  },
];

const consentOf = ({ assertionId }: Decision): object =>
  assertionId === undefined
    ? { type: 'Consent', display: 'No consent gave access.' }
    : { type: 'Consent', reference: `Consent/${assertionId}` };
