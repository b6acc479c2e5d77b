import { formatInstant } from '#consent';
import type { Assertion, ExtendedAssertion } from '#read-models';
import { known, knownByHsaId, personIdentifier } from '../../doors/fhir/identifiers';
import { concept, type Resource } from '../../doors/fhir/resource';
import { purposeOf, RECIPIENT, recipientRole } from '../recipient';

/** The states of a consent: what it may be, may no longer be, or never was. */
export const consentStatuses = ['active', 'inactive', 'entered-in-error'] as const;

export type ConsentStatus = (typeof consentStatuses)[number];

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';

/** A consent that will be valid is active: its period says from when. */
export function statusOf({ deletion, isInForce }: ExtendedAssertion): ConsentStatus {
  if (deletion) return 'entered-in-error';
  return isInForce ? 'active' : 'inactive';
}

/** A consent as a FHIR resource. docs/fhir.md has the table. */
export function consentResource(consent: ExtendedAssertion): Resource {
  const { assertion, registration } = consent;
  const isEmergency = assertion.assertionType === 'Emergency';
  return {
    resourceType: 'Consent',
    id: assertion.assertionId,
    contained: containedOf(assertion),
    identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${assertion.assertionId.toLowerCase()}` }],
    status: statusOf(consent),
    scope: concept(`${TERMINOLOGY}/consentscope`, 'patient-privacy', 'Privacy Consent'),
    category: [{ ...concept('http://loinc.org', '59284-0'), text: assertion.assertionType }],
    patient: patientOf(assertion),
    dateTime: formatInstant(registration.requestDate.at),
    performer: performersOf(consent),
    organization: [knownByHsaId('Organization', assertion.careProviderId)],
    policyRule: isEmergency
      ? { text: 'Access in an emergency, without the consent of the patient.' }
      : concept(`${TERMINOLOGY}/v3-ActCode`, 'OPTINR', 'opt-in with restrictions'),
    provision: ruleOf(assertion),
  };
}

/**
 * R4 gives the first rule no type: it is the frame, and the rule in it permits. Both have the period, so that no reader of one alone
 * takes a consent for one without an end.
 */
function ruleOf(assertion: Assertion) {
  const period = periodOf(assertion);
  const permitted = {
    type: 'permit',
    period,
    actor: [actorOf(assertion)],
    action: [concept(`${TERMINOLOGY}/consentaction`, 'access', 'Access')],
    purpose: [purposeOf(assertion.assertionType)],
  };
  return { period, provision: [permitted] };
}

const patientOf = ({ patient }: Assertion) => known('Patient', personIdentifier(patient));

/** Who agreed. In an emergency nobody did. */
function performersOf({ assertion, representedBy }: ExtendedAssertion) {
  if (assertion.assertionType === 'Emergency') return undefined;
  return [representedBy ? known('RelatedPerson', personIdentifier(representedBy)) : patientOf(assertion)];
}

/** Both ends belong to it, here and there. */
const periodOf = ({ start, end }: Assertion): { start: string; end?: string } => ({
  start: formatInstant(start.at),
  ...(end && { end: formatInstant(end.at) }),
});

/**
 * Who may read. An employee may at the unit, and nowhere else: two actors beside each other would be read as either of them, so both are
 * one role.
 */
const actorOf = ({ employeeId, careUnitId }: Assertion) => ({
  role: concept(`${TERMINOLOGY}/v3-ParticipationType`, 'IRCP', 'information recipient'),
  reference:
    employeeId === undefined
      ? knownByHsaId('Organization', careUnitId)
      : { reference: `#${RECIPIENT}`, type: 'PractitionerRole' },
});

const containedOf = ({ employeeId, careUnitId }: Assertion): readonly Resource[] | undefined =>
  employeeId === undefined ? undefined : [recipientRole(employeeId, careUnitId)];
