import { decode, UnreadableConsentEvent, type StoredForm } from './codec';
import type { ConsentEvent } from './event';
import type { Recorded } from './provenance';
import { consentOfStream } from './stream';

/** From here on nothing is known of a consent, because what stands in its stream cannot be read. */
export interface UnreadableConsent {
  readonly type: 'UnreadableConsent';
  readonly assertionId: string;
  /** Its place in the ledger, as that of an event that can be read. */
  readonly position: number;
  readonly why: UnreadableConsentEvent;
}

/** What the read models are made of: an event, or that one could not be read. */
export type ReadableEvent = Recorded<ConsentEvent> | UnreadableConsent;

export const isUnreadable = (event: ReadableEvent): event is UnreadableConsent => 'type' in event;

/** As `decode`, and an event that cannot be read is a value: it is a matter of its consent, and of no other. */
export function decodeOrReport(stored: StoredForm): ReadableEvent | null {
  try {
    return decode(stored);
  } catch (error) {
    if (!(error instanceof UnreadableConsentEvent)) throw error;
    const position = stored.originalPosition ?? stored.position;
    return { type: 'UnreadableConsent', assertionId: consentOfStream(stored.stream), position, why: error };
  }
}
