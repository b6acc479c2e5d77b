import { consentStream, encode, type ConsentEvent } from '#consent';
import { provenance, recorded } from '#consent/given';
import type { StoredEvent } from '#event-store';
import { emptyReadModels } from '#read-models/given';

/** A log in memory, and the read models that follow it at once. */
export function givenLedger(...events: readonly ConsentEvent[]) {
  const streams = new Map<string, StoredEvent[]>();
  const models = emptyReadModels();
  let position = 0;
  const append = (event: ConsentEvent): void => {
    const stream = consentStream(event.assertionId);
    const before = streams.get(stream) ?? [];
    const id = `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`;
    const stored = { id, stream, revision: before.length, position, ...encode(event, provenance) };
    streams.set(stream, [...before, stored]);
    models.apply(recorded(event, position));
    position += 1;
  };
  events.forEach(append);
  const store = { readStream: async (stream: string) => streams.get(stream) ?? [] };
  return {
    store,
    models,
    append,
    forget: (assertionId: string) => streams.delete(consentStream(assertionId)),
  };
}
