import { bytesOfBase64 } from './base64';
import { isKeyName, type NoteSigner, type NoteVerifier } from './note-key';

/** A text is no signed note, or no key that is trusted has signed it. */
export class InvalidNote extends Error {
  override readonly name = 'InvalidNote';
}

export interface Signature {
  readonly name: string;
  readonly keyId: Buffer;
  readonly bytes: Buffer;
}

interface Note {
  readonly text: string;
  readonly signatures: readonly Signature[];
}

const KEY_ID_BYTES = 4;
const MOST_SIGNATURES = 100;

/** The note of C2SP signed-note: the text, which ends with a newline, an empty line, and the signature. @throws InvalidNote */
export function signNote(text: string, { name, verifier, sign }: NoteSigner): string {
  if (!isNoteText(text))
    throw new InvalidNote('The text of a note ends with a newline and has no control characters.');
  return `${text}\n${signatureLine({ name, keyId: verifier.keyId, bytes: sign(text) })}`;
}

/** How a signature is written in a note, with the newline at its end. */
export const signatureLine = ({ name, keyId, bytes }: Signature): string =>
  `— ${name} ${Buffer.concat([keyId, bytes]).toString('base64')}\n`;

/** What is signed may hold letters of any language, and lines, but nothing that a terminal would obey. */
const isNoteText = (text: string): boolean =>
  /^[^\p{Surrogate}]+\n$/u.test(text) && !/[^\P{Cc}\n]/u.test(text);

/** A note's text, and the names of those of our keys that have signed it. */
export interface OpenedNote {
  readonly text: string;
  readonly signedBy: readonly string[];
}

/**
 * Reads a note that one of the keys has signed. Signatures of others are passed over; one of ours that is wrong spoils it.
 * @throws InvalidNote
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): OpenedNote {
  const { text, signatures } = readNote(note);
  const known = signatures.flatMap((signature) =>
    verifiers.filter((verifier) => isBy(verifier, signature)).map((verifier) => ({ verifier, signature })),
  );
  if (known.length === 0) throw new InvalidNote('The note is not signed with a key that is trusted.');
  const isForged = known.some(({ verifier, signature }) => !verifier.verify(text, signature.bytes));
  if (isForged) throw new InvalidNote('The signature of the note is not that of its text.');
  return { text, signedBy: known.map(({ verifier }) => verifier.name) };
}

export const isBy = ({ name, keyId }: Pick<NoteVerifier, 'name' | 'keyId'>, signature: Signature): boolean =>
  signature.name === name && signature.keyId.equals(keyId);

/** Takes a note apart, without a look at who has signed it. @throws InvalidNote */
export function readNote(note: string): Note {
  const end = note.lastIndexOf('\n\n');
  const lines = note.slice(end + 2).split('\n');
  if (!isNoteText(note) || end < 1 || lines.pop() !== '' || lines.length > MOST_SIGNATURES) throw malformed();
  if (lines.length === 0) throw malformed();
  return { text: note.slice(0, end + 1), signatures: lines.map(readSignature) };
}

function readSignature(line: string): Signature {
  const [, name = '', encoded = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  const bytes = bytesOfBase64(encoded);
  if (!isKeyName(name) || !bytes || bytes.length <= KEY_ID_BYTES) throw malformed();
  return { name, keyId: bytes.subarray(0, KEY_ID_BYTES), bytes: bytes.subarray(KEY_ID_BYTES) };
}

const malformed = (): InvalidNote => new InvalidNote('This is no signed note.');
