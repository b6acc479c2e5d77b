import { generateKeyPairSync } from 'node:crypto';
import { signCheckpoint } from '../../note/checkpoint';
import { noteSigner } from '../../note/note-key';
import { consistencyProof } from '../../tree/consistency';
import { nodesOver } from '../../tree/given/rfc-9162';
import { leafHash } from '../../tree/hashing';
import { rootOf } from '../../tree/range';
import { writeRequest } from '../checkpoint-request';

/** The log that signs the histories below. */
export const signer = noteSigner('example.com/ledger', generateKeyPairSync('ed25519').privateKey);

/** A log of so many leaves; from a leaf on it may have gone on differently. */
export function logOf(size: number, forkedAt = size) {
  const leaves = Array.from({ length: size }, (_, at) => leafHash(at < forkedAt ? `${at}` : `other ${at}`));
  const nodes = nodesOver(leaves);
  const note = signCheckpoint({ size, root: rootOf(nodes, size) }, signer);
  const proofFrom = (oldSize: number) => consistencyProof(nodes, oldSize, size);
  return {
    note,
    size,
    root: rootOf(nodes, size),
    /** The hashes that show that it goes on from so many leaves. */
    proofFrom,
    /** The request that goes on from so many leaves. */
    request: (oldSize: number, signed = note): string =>
      writeRequest({ oldSize, proof: proofFrom(Math.min(oldSize, size)), note: signed }),
  };
}
