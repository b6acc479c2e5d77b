import { exampleOf } from './addresses';
import { hsaIdentifier, identifierOf, toCheckByFhir, tokenOf } from '../fhir/ask';
import type { Person } from '../support/people';

const FORM = 'application/x-www-form-urlencoded';

interface Named {
  readonly patientId: Person;
  readonly careProviderId: string;
  readonly accessingActor: { employeeId: string; careUnitId: string; careProviderId: string };
}

/** The example of a contract as a FHIR request has it. */
export function fhirMessage(contract: string): { readonly body: string; readonly type: string } {
  if (contract === 'Decisions') return { body: 'date=ge2026-01-01&outcome=0', type: FORM };
  const { patientId, careProviderId, accessingActor } = exampleOf(contract) as unknown as Named;
  if (contract === 'CheckConsent') {
    const { employeeId, careUnitId, careProviderId: own } = accessingActor;
    const question = toCheckByFhir(identifierOf(patientId), employeeId, careUnitId, own);
    return { body: JSON.stringify(question), type: 'application/fhir+json' };
  }
  const { system, value } = hsaIdentifier(careProviderId);
  const form = { 'patient:identifier': tokenOf(patientId), 'organization:identifier': `${system}|${value}` };
  return { body: String(new URLSearchParams(form)), type: FORM };
}
