/** UUIDs are the same in any case, so consents are told apart in lower case, as their streams are. */
export const consentKey = (assertionId: string): string => assertionId.toLowerCase();
