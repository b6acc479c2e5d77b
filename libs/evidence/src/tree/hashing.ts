import { hash } from 'node:crypto';

/** A SHA-256 hash: 32 bytes. */
export type Hash = Buffer;

export const HASH_BYTES = 32;

/** A leaf and a node are hashed behind different first bytes, so that neither can be passed off as the other (RFC 9162, 2.1.1). */
const LEAF = '\0';
const NODE = 1;

export const EMPTY_ROOT: Hash = hash('sha256', '', 'buffer');

/** Hashes a leaf's text, in UTF-8. */
export const leafHash = (data: string): Hash => hash('sha256', LEAF + data, 'buffer');

const node = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);

/** Nothing is awaited here, so one buffer serves all: this is run for every leaf of the log. */
export function nodeHash(left: Hash, right: Hash): Hash {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return hash('sha256', node, 'buffer');
}
