import canonicalize from 'canonicalize';
import type { StoredEvent } from '#event-store';
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

/** A value's JSON in the canonical form of RFC 8785, in which there is one text for it. */
export const canonicalText = (value: unknown): string => canonicalize(value)!;

/** The text that stands for an event in the tree: its canonical JSON. */
export const leafData = (event: ProvedEvent): string => canonicalText(provedEvent(event));

/** The hash that stands for an event in the tree. */
export const leafOf = (event: ProvedEvent): Hash => leafHash(leafData(event));
