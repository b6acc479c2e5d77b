import { bytesOfBase64 } from '../note/base64';
import { openCheckpoint, type Checkpoint } from '../note/checkpoint';
import type { NoteVerifier } from '../note/note-key';
import type { Cosignature } from '../note/cosignature';
import { demandQuorum, type Quorum } from '../note/quorum';
import { InvalidNote } from '../note/signed-note';
import type { Hash } from '../tree/hashing';

/** A receipt proves nothing; the message says why. */
export class InvalidReceipt extends Error {
  override readonly name = 'InvalidReceipt';
}

/** The members of an event as it is proved. */
export const EVENT_MEMBERS = ['data', 'id', 'metadata', 'revision', 'stream', 'type'];

/** Opens the checkpoint that a receipt is under. @throws InvalidReceipt */
export function openSigned(
  { checkpoint }: { readonly checkpoint: string },
  verifiers: readonly NoteVerifier[],
): Checkpoint {
  try {
    return openCheckpoint(checkpoint, verifiers);
  } catch (error) {
    throw error instanceof InvalidNote ? new InvalidReceipt(error.message) : error;
  }
}

/**
 * Who has cosigned the checkpoint of a receipt that is verified otherwise.
 * @throws InvalidReceipt when a quorum has not, or a cosignature is false.
 */
export function cosignaturesInReceipt(text: string, quorum: Quorum): Cosignature[] {
  const { checkpoint } = parsed(text) as { readonly checkpoint: string };
  try {
    return demandQuorum(checkpoint, quorum);
  } catch (error) {
    throw error instanceof InvalidNote ? new InvalidReceipt(error.message) : error;
  }
}

/** Hashes as a receipt has them; what is not base64 is empty, and is in no tree. */
export const hashesIn = (texts: readonly string[]): Hash[] =>
  texts.map((hash) => bytesOfBase64(hash) ?? Buffer.alloc(0));

/** Hashes as a receipt has them. */
export const textsOf = (hashes: readonly Hash[]): string[] => hashes.map((hash) => hash.toString('base64'));

/** What is nested too deeply to be written in the canonical form is in no tree. */
export function leafOrNull(leaf: () => Hash): Hash | null {
  try {
    return leaf();
  } catch {
    return null;
  }
}

export const areTexts = (texts: unknown): boolean =>
  Array.isArray(texts) && texts.every((text) => typeof text === 'string');

/** Whether the value is an object with exactly these members, which are given in order. */
export const has = (value: unknown, names: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join() === names.join();

/**
 * The JSON of a receipt. The parser's own words are left behind: they repeat what stands there. Of a member that stands twice, only
 * the last is proved.
 * @throws InvalidReceipt
 */
export function parsed(text: string): unknown {
  try {
    const receipt: unknown = JSON.parse(text);
    if (countOfNames(text) === countOfNames(JSON.stringify(receipt))) return receipt;
  } catch {
    throw new InvalidReceipt('The file is no JSON, or only a part of it.');
  }
  throw new InvalidReceipt('A member stands there twice.');
}

/** How many texts in a JSON text are names: a colon follows. */
const countOfNames = (json: string): number =>
  [...json.matchAll(/"(?:[^"\\]+|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
