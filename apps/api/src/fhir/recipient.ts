import { knownByHsaId } from '../doors/fhir/identifiers';
import { coding, type Coding, type Resource } from '../doors/fhir/resource';

/** The id of the role within the resource that has it. */
export const RECIPIENT = 'recipient';

/** An employee at a unit: one actor. Two actors beside each other could be read as either of them. */
export const recipientRole = (employeeId: string, careUnitId: string): Resource => ({
  resourceType: 'PractitionerRole',
  id: RECIPIENT,
  practitioner: knownByHsaId('Practitioner', employeeId),
  organization: knownByHsaId('Organization', careUnitId),
});

const PURPOSE = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';

/** What a consent, or access in an emergency, lets its recipient read for. */
export const purposeOf = (assertionType: 'Consent' | 'Emergency'): Coding =>
  assertionType === 'Emergency'
    ? coding(PURPOSE, 'ETREAT', 'Emergency Treatment')
    : coding(PURPOSE, 'TREAT', 'treatment');
