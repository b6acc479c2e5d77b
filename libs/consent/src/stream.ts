/** Every consent is a stream of its own. UUIDs are the same in any case, so the name is in lower case. */
const PREFIX = 'consent-';

export const consentStream = (assertionId: string): string => PREFIX + assertionId.toLowerCase();

/** The id of the consent that a stream is the history of, in lower case. */
export const consentOfStream = (stream: string): string => stream.slice(PREFIX.length);

export const isConsentStream = (stream: string): boolean => stream.startsWith(PREFIX);
