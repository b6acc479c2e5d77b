import type { TreeHead } from '../tree/consistency';
import { HASH_BYTES, type Hash } from '../tree/hashing';
import { bytesOfBase64 } from './base64';
import type { NoteSigner, NoteVerifier } from './note-key';
import { InvalidNote, openNote, readNote, signNote } from './signed-note';

/** What a ledger says of itself at one moment: its name, how many events it holds, and what they hash to. */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
  /** The root of the map of each stream's newest revision. Not in a checkpoint of an earlier version. */
  readonly newestRevisions?: Hash;
}

/** What a checkpoint is signed over. */
type CheckpointContent = Omit<Checkpoint, 'origin'>;

/**
 * A checkpoint in the form of C2SP tlog-checkpoint: the name, the size and the root, a line each, and in a line of our own the root of
 * the map of newest revisions, as a signed note.
 */
export function signCheckpoint(
  { size, root, newestRevisions }: CheckpointContent,
  signer: NoteSigner,
): string {
  const own = newestRevisions ? `${NEWEST_REVISIONS}${newestRevisions.toString('base64')}\n` : '';
  return signNote(`${signer.name}\n${size}\n${root.toString('base64')}\n${own}`, signer);
}

const NEWEST_REVISIONS = 'newest-revisions ';

/** A checkpoint that one of the keys has signed in its own name. @throws InvalidNote */
export function openCheckpoint(note: string, verifiers: readonly NoteVerifier[]): Checkpoint {
  const { text, signedBy } = openNote(note, verifiers);
  const checkpoint = parseCheckpoint(text);
  if (signedBy.includes(checkpoint.origin)) return checkpoint;
  throw new InvalidNote('The checkpoint is of another ledger than the one that signed it.');
}

/** What a checkpoint says; its signature is not checked. @throws InvalidNote */
export const readCheckpoint = (note: string): Checkpoint => parseCheckpoint(readNote(note).text);

/** A name, a number without leading zeroes and 32 bytes in base64; behind the map's line may be others, which mean nothing here. */
const CHECKPOINT =
  /^([^\n]+)\n(0|[1-9]\d{0,15})\n([^\n]{44})\n(?:newest-revisions ([^\n]*)\n)?(?:[^\n]+\n)*$/;

function parseCheckpoint(text: string): Checkpoint {
  const [, origin, count, root, newest] = CHECKPOINT.exec(text) ?? [];
  if (origin === undefined || !Number.isSafeInteger(Number(count))) throw notOne();
  const head = { origin, size: Number(count), root: hashIn(root!) };
  return newest === undefined ? head : { ...head, newestRevisions: hashIn(newest) };
}

function hashIn(text: string): Hash {
  const hash = bytesOfBase64(text);
  if (hash?.length === HASH_BYTES) return hash;
  throw notOne();
}

const notOne = (): InvalidNote => new InvalidNote('This is no checkpoint.');
