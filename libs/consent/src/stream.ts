/** Every consent is a stream of its own. UUIDs are the same in any case, so the name is in lower case. */
const PREFIX = 'consent-';

export const consentStream = (assertionId: string): string => PREFIX + assertionId.toLowerCase();

export const isConsentStream = (stream: string): boolean => stream.startsWith(PREFIX);
