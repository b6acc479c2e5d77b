/** The names of the parameter that says which patient, of which one may be given. */
export const PATIENT = ['patient:identifier', 'patient.identifier'] as const;
