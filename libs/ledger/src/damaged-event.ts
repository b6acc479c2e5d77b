import { DamagedEvent, type StoredEvent } from '#event-store';

/** No event has this id: what could not be read has none that is known. */
export const UNKNOWN_ID = '';

/**
 * Stands in its stream for an event that is damaged, so that the read models hear of it at its place: decoding decides what it means
 * for the stream, and everything else goes on. @throws the error itself, when it is another, or the stream is not known: then any
 * stream may be meant.
 */
export function standInFor(error: unknown): StoredEvent {
  if (!(error instanceof DamagedEvent) || error.stream === undefined) throw error;
  const { position, stream } = error;
  return { id: UNKNOWN_ID, type: '(damaged)', data: {}, metadata: {}, stream, revision: -1, position };
}
