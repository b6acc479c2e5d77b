/** Why a change of a consent is refused, as the documentation has it. */
export const refusalsOfConsents = {
  404: 'NOTFOUND: there is no such consent.',
  409: 'INVALIDSTATE: it was cancelled or deleted already.',
} as const;
