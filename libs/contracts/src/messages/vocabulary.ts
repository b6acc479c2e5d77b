/** The contract's words for how a request went. */
export const resultCodes = [
  'OK',
  'INFO',
  'ERROR',
  'VALIDATION_ERROR',
  'ACCESSDENIED',
  'NOTFOUND',
  'ALREADYEXISTS',
  'INVALIDSTATE',
] as const;

export type ResultCode = (typeof resultCodes)[number];

/** Consent: the patient agreed. Emergency: access is needed for life or health, and the patient cannot answer. */
export const assertionTypes = ['Consent', 'Emergency'] as const;

/** How far a consent reaches. */
export const scopes = ['NationalLevel'] as const;

/** The doors through which a request can come. */
export const doors = ['json', 'soap', 'fhir'] as const;
