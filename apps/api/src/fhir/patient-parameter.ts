import type { PersonIdentity } from '#consent';
import { personIdentifier } from '../doors/fhir/identifiers';
import type { SearchParameter } from '../doors/fhir/interaction';

/** The names of the parameter that says which patient, of which one may be given. */
export const PATIENT = ['patient:identifier', 'patient.identifier'] as const;

export const tokenParameter = (name: string, documentation: string): SearchParameter => ({
  name,
  type: 'token',
  documentation,
});

/** A patient as a parameter has it. */
export function exampleToken(patient: PersonIdentity): string {
  const { system, value } = personIdentifier(patient);
  return `${system}|${value}`;
}
