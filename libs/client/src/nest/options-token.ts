/** The options of the module, for injection. */
export const CONSENT_CLIENT_OPTIONS = Symbol('CONSENT_CLIENT_OPTIONS');
