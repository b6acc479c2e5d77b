import { leafOf, type ProvedEvent } from '../tree/leaf';
import { bytesOfBase64 } from '../note/base64';
import { openCheckpoint, type Checkpoint } from '../note/checkpoint';
import type { NoteVerifier } from '../note/note-key';
import { InvalidNote } from '../note/signed-note';
import type { Hash } from '../tree/hashing';
import { isIncluded } from '../tree/inclusion';
import { isNewest } from '../tree/revision-map';
import { RECEIPT_FORMATS, type Receipt, type ReceiptEntry } from './receipt';

/** A receipt proves nothing; the message says why. */
export class InvalidReceipt extends Error {
  override readonly name = 'InvalidReceipt';
}

/** What a receipt proves. */
export interface ProvedReceipt {
  readonly checkpoint: Checkpoint;
  readonly events: readonly ProvedEvent[];
  /** Whether the stream had no other events when the checkpoint was signed. A receipt of version 1 does not prove it. */
  readonly areAll: boolean;
}

/** Verifies the text of a receipt under keys that are trusted. @throws InvalidReceipt */
export function verifyReceipt(text: string, verifiers: readonly NoteVerifier[]): ProvedReceipt {
  const receipt = readReceipt(text);
  const checkpoint = openCheckpointOf(receipt, verifiers);
  for (const [number, entry] of receipt.events.entries()) {
    if (!isInTree(entry, checkpoint))
      throw new InvalidReceipt(`Event ${number} is not in the tree that was signed.`);
  }
  const events = receipt.events.map(({ event }) => event);
  const isWhole = events.every(
    ({ stream, revision }, number) => stream === events[0]!.stream && revision === number,
  );
  if (!isWhole) throw new InvalidReceipt('An event before one of these is missing, or of another stream.');
  return { checkpoint, events, areAll: areAll(receipt, events, checkpoint) };
}

/** Under a checkpoint that says which event is the newest, a receipt has to prove that it is the last of these. @throws InvalidReceipt */
function areAll(
  { newestProof }: Receipt,
  events: readonly ProvedEvent[],
  { newestRevisions }: Checkpoint,
): boolean {
  if (!newestRevisions && !newestProof) return false;
  if (!newestRevisions || !newestProof)
    throw new InvalidReceipt('It proves nothing of the newest event, or its checkpoint does not.');
  const { stream, revision } = events.at(-1)!;
  if (isNewest(stream, revision, hashesIn(newestProof), newestRevisions)) return true;
  throw new InvalidReceipt('There was a later event when the checkpoint was signed.');
}

const hashesIn = (texts: readonly string[]): Hash[] =>
  texts.map((hash) => bytesOfBase64(hash) ?? Buffer.alloc(0));

function openCheckpointOf({ checkpoint }: Receipt, verifiers: readonly NoteVerifier[]): Checkpoint {
  try {
    return openCheckpoint(checkpoint, verifiers);
  } catch (error) {
    throw error instanceof InvalidNote ? new InvalidReceipt(error.message) : error;
  }
}

function isInTree({ event, leafIndex, inclusionProof }: ReceiptEntry, { size, root }: Checkpoint): boolean {
  const leaf = leafOrNull(event);
  return leaf !== null && isIncluded({ leaf, index: leafIndex, size, root }, hashesIn(inclusionProof));
}

/** What is nested too deeply to be written in the canonical form is in no tree. */
function leafOrNull(event: ProvedEvent): Hash | null {
  try {
    return leafOf(event);
  } catch {
    return null;
  }
}

const EVENT = ['data', 'id', 'metadata', 'revision', 'stream', 'type'];
const ENTRY = ['event', 'inclusionProof', 'leafIndex'];
const RECEIPTS = [
  ['checkpoint', 'events', 'format'],
  ['checkpoint', 'events', 'format', 'newestProof'],
];

/** Every member is accounted for: what stands beside the proved ones would seem to be proved too. */
function readReceipt(text: string): Receipt {
  const receipt = parsed(text) as Receipt;
  const version = RECEIPTS.findIndex((members) => has(receipt, members));
  const isOne =
    version >= 0 &&
    receipt.format === RECEIPT_FORMATS[version] &&
    typeof receipt.checkpoint === 'string' &&
    areEntries(receipt.events) &&
    areTexts(receipt.newestProof ?? []);
  if (!isOne) throw new InvalidReceipt('The file is no receipt of a form that is known here.');
  return receipt;
}

const areEntries = (entries: Receipt['events']): boolean =>
  Array.isArray(entries) && entries.length > 0 && entries.every(isEntry);

const isEntry = (entry: ReceiptEntry): boolean =>
  has(entry, ENTRY) && has(entry.event, EVENT) && areTexts(entry.inclusionProof);

const areTexts = (texts: unknown): boolean =>
  Array.isArray(texts) && texts.every((text) => typeof text === 'string');

const has = (value: unknown, names: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join() === names.join();

/** The parser's own words are left behind: they repeat what stands there. Of a member that stands twice, only the last is proved. */
function parsed(text: string): unknown {
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
