import type { TreeHead } from '../tree/consistency';
import { HASH_BYTES } from '../tree/hashing';
import { bytesOfBase64 } from './base64';
import type { NoteSigner, NoteVerifier } from './note-key';
import { InvalidNote, openNote, readNote, signNote } from './signed-note';

/** What a ledger says of itself at one moment: its name, how many events it holds, and what they hash to. */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
}

/** A checkpoint in the form of C2SP tlog-checkpoint: the name, the size and the root, a line each, as a signed note. */
export const signCheckpoint = ({ size, root }: TreeHead, signer: NoteSigner): string =>
  signNote(`${signer.name}\n${size}\n${root.toString('base64')}\n`, signer);

/** A checkpoint that one of the keys has signed in its own name. @throws InvalidNote */
export function openCheckpoint(note: string, verifiers: readonly NoteVerifier[]): Checkpoint {
  const { text, signedBy } = openNote(note, verifiers);
  const checkpoint = parseCheckpoint(text);
  if (signedBy.includes(checkpoint.origin)) return checkpoint;
  throw new InvalidNote('The checkpoint is of another ledger than the one that signed it.');
}

/** What a checkpoint says; its signature is not checked. @throws InvalidNote */
export const readCheckpoint = (note: string): Checkpoint => parseCheckpoint(readNote(note).text);

/** A name, a number without leading zeroes and 32 bytes in base64; a ledger may add lines of its own, which mean nothing here. */
const CHECKPOINT = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([^\n]{44})\n(?:[^\n]+\n)*$/;

function parseCheckpoint(text: string): Checkpoint {
  const parts = CHECKPOINT.exec(text);
  const [size, root] = [Number(parts?.[2]), bytesOfBase64(parts?.[3] ?? '')];
  if (Number.isSafeInteger(size) && root?.length === HASH_BYTES) return { origin: parts![1]!, size, root };
  throw new InvalidNote('This is no checkpoint.');
}
