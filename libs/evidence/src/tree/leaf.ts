import type { StoredEvent } from '#event-store';
import { canonicalJson } from '#platform';
import { leafHash, type Hash } from './hashing';

/** What is proved of an event: all of it but its position, so that a ledger that is moved keeps its proofs. */
export type ProvedEvent = Pick<StoredEvent, 'id' | 'stream' | 'revision' | 'type' | 'data' | 'metadata'>;

/** The event and nothing beside it. */
export const provedEvent = ({ id, stream, revision, type, data, metadata }: ProvedEvent): ProvedEvent => ({
  id,
  stream,
  revision,
  type,
  data,
  metadata,
});

/** The text that stands for an event in the tree: its canonical JSON. */
export const leafData = (event: ProvedEvent): string => canonicalJson(provedEvent(event));

/** The hash that stands for an event in the tree. */
export const leafOf = (event: ProvedEvent): Hash => leafHash(leafData(event));
