import { sign, verify, type KeyObject } from 'node:crypto';
import { keyTextOf, publicBytesOf, publicKeyOf, readKeyText, type NoteVerifier } from './note-key';
import { InvalidNote, isBy, readNote, signatureLine } from './signed-note';

/** What distinguishes a witness's cosignatures from forgeries: its name and its Ed25519 key (C2SP tlog-cosignature, version 1). */
export interface WitnessKey extends Pick<NoteVerifier, 'name' | 'publicKey' | 'keyId' | 'text'> {
  /** When the witness signed the note's text, in milliseconds since 1970; `null` when the bytes are not its cosignature. */
  readonly signedAt: (text: string, cosignature: Buffer) => number | null;
}

/** What cosigns checkpoints: a witness's name, and the key that stands behind it. */
export interface Cosigner {
  readonly key: WitnessKey;
  /** The line to add to the note with this text. `now` is in milliseconds since 1970. */
  readonly cosign: (text: string, now: number) => string;
}

/** That a witness has found a checkpoint consistent with all that it had seen of the log before. */
export interface Cosignature {
  readonly witness: string;
  /** By the clock of the witness, in seconds; UTC, such as `2026-03-02T07:00:00.000Z`. */
  readonly signedAt: string;
}

/** The type of keys for cosignatures. A key of a log has another, so a log's signature is no cosignature. */
const COSIGNATURE = 4;
const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** The last second that a date can hold. */
const LAST_SECOND = 8_640_000_000_000;

/** @throws InvalidKey when a note cannot have the name. `key` is a private Ed25519 key. */
export function cosignerOf(name: string, key: KeyObject): Cosigner {
  const own = witnessKeyOf(name, publicBytesOf(key));
  return {
    key: own,
    cosign: (text, now) => {
      const seconds = BigInt(Math.floor(now / 1000));
      const time = Buffer.alloc(TIME_BYTES);
      time.writeBigUInt64BE(seconds);
      const bytes = Buffer.concat([time, sign(null, messageOf(text, seconds), key)]);
      return signatureLine({ name, keyId: own.keyId, bytes });
    },
  };
}

/** Reads the key of a witness, such as `witness.example.com/w1+8d66cf3f+BN…`. @throws InvalidKey */
export function readWitnessKey(text: string): WitnessKey {
  const { name, publicKey } = readKeyText(text, COSIGNATURE);
  return witnessKeyOf(name, publicKey);
}

function witnessKeyOf(name: string, publicKey: Buffer): WitnessKey {
  const key = publicKeyOf(publicKey);
  const signedAt = (text: string, cosignature: Buffer): number | null => {
    if (cosignature.length !== TIME_BYTES + SIGNATURE_BYTES) return null;
    const seconds = cosignature.readBigUInt64BE();
    const isTrue = verify(null, messageOf(text, seconds), key, cosignature.subarray(TIME_BYTES));
    return isTrue && seconds <= LAST_SECOND ? Number(seconds) * 1000 : null;
  };
  return { name, publicKey, ...keyTextOf(name, COSIGNATURE, publicKey), signedAt };
}

const messageOf = (text: string, seconds: bigint): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);

/**
 * Which of these witnesses have signed the note, and when; each stands there once, with its newest cosignature, in the order of the keys.
 * The log's own signature is not looked at.
 * @throws InvalidNote when a cosignature in the name of one of them is false.
 */
export function cosignaturesOn(note: string, keys: readonly WitnessKey[]): Cosignature[] {
  const { text, signatures } = readNote(note);
  return keys.flatMap((key) => {
    const times = signatures
      .filter((signature) => isBy(key, signature))
      .map(({ bytes }) => timeOrRefusal(key, text, bytes));
    if (times.length === 0) return [];
    return [{ witness: key.name, signedAt: new Date(Math.max(...times)).toISOString() }];
  });
}

function timeOrRefusal({ name, signedAt }: WitnessKey, text: string, bytes: Buffer): number {
  const time = signedAt(text, bytes);
  if (time !== null) return time;
  throw new InvalidNote(`The cosignature of the witness ${name} is not one of this checkpoint.`);
}

/**
 * The note with a witness's newest cosignature from its answer, lines of signatures; `null` when the answer has none of this witness.
 * Lines of anybody else are left out, so a witness cannot add another's false one, which would spoil the note.
 */
export function withCosignature(note: string, answer: string, key: WitnessKey): string | null {
  const { text, signatures } = readNoteOrNothing(`${readNote(note).text}\n${answer}`);
  const own = signatures.findLast(
    (signature) => isBy(key, signature) && key.signedAt(text, signature.bytes) !== null,
  );
  return own ? note + signatureLine(own) : null;
}

function readNoteOrNothing(note: string): ReturnType<typeof readNote> {
  try {
    return readNote(note);
  } catch (error) {
    if (error instanceof InvalidNote) return { text: '', signatures: [] };
    throw error;
  }
}
