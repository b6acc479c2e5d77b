import type { EventStore } from '#event-store';
import { decodeSignOn, signOnEventTypes, type SignOnEvent } from '#sign-on';

/** Everything that the ledger holds of signing on, in its order. */
export async function signOnEvents(store: Pick<EventStore, 'readAll'>): Promise<SignOnEvent[]> {
  const events: SignOnEvent[] = [];
  for await (const stored of store.readAll()) {
    if (signOnEventTypes.includes(stored.type)) events.push(decodeSignOn(stored));
  }
  return events;
}
