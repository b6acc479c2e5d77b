import type { Checkpoint } from '../note/checkpoint';
import type { NoteVerifier } from '../note/note-key';
import { isIncluded } from '../tree/inclusion';
import { leafOf, type ProvedEvent } from '../tree/leaf';
import { isNewest } from '../tree/revision-map';
import { RECEIPT_FORMATS, type Receipt, type ReceiptEntry } from './receipt';
import {
  areTexts,
  EVENT_MEMBERS,
  has,
  hashesIn,
  InvalidReceipt,
  leafOrNull,
  openSigned,
  parsed,
} from './receipt-file';

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
  const checkpoint = openSigned(receipt, verifiers);
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

function isInTree({ event, leafIndex, inclusionProof }: ReceiptEntry, { size, root }: Checkpoint): boolean {
  const leaf = leafOrNull(() => leafOf(event));
  return leaf !== null && isIncluded({ leaf, index: leafIndex, size, root }, hashesIn(inclusionProof));
}

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
  has(entry, ENTRY) && has(entry.event, EVENT_MEMBERS) && areTexts(entry.inclusionProof);
