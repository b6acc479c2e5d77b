import type { Checkpoint } from '../note/checkpoint';
import type { NoteVerifier } from '../note/note-key';
import { decisionVerifiers } from '../notary/decision-verifiers';
import { isIncluded } from '../tree/inclusion';
import { leafOf, type ProvedEvent } from '../tree/leaf';
import { recordLeaf, type RecordsDigest } from '../tree/record-batch';
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

/** One form of receipts for records: how it is written, and what was signed of the batch. */
export interface RecordForm {
  readonly format: string;
  /** The member that holds the record, and the one with the way to the root of its batch. */
  readonly record: string;
  readonly proof: string;
  /** What the data of a batch calls its records. */
  readonly list: string;
  /** What the name of a batch's stream begins with. */
  readonly stream: string;
  /** The type of a batch. */
  readonly type: string;
}

/** Where it was recorded: the batch's stream and revision, its place in the batch from 0, and how many records the batch has. */
export interface ProvedPlace {
  readonly stream: string;
  readonly revision: number;
  readonly index: number;
  readonly records: number;
}

/** What a receipt for a record proves, before it is known whether the record can be said in words. */
export interface ProvedRecord {
  readonly checkpoint: Checkpoint;
  readonly record: unknown;
  readonly place: ProvedPlace;
}

/** Whether the text says that it is a receipt of this form. Nothing is proved by that. @throws InvalidReceipt */
export const isOfForm = (text: string, { format }: RecordForm): boolean =>
  (Object(parsed(text)) as Record<string, unknown>).format === format;

interface ReadReceipt {
  readonly checkpoint: string;
  readonly record: unknown;
  readonly recordProof: readonly string[];
  readonly index: number;
  readonly batch: ProvedEvent;
  readonly leafIndex: number;
  readonly inclusionProof: readonly string[];
}

/** Verifies the text of a receipt for a record under the keys of its ledger. @throws InvalidReceipt */
export function verifyRecord(
  text: string,
  form: RecordForm,
  ledgerKeys: readonly NoteVerifier[],
): ProvedRecord {
  const receipt = readReceipt(text, form);
  const checkpoint = openSigned(receipt, decisionVerifiers(ledgerKeys));
  if (!isBatchInTree(receipt, checkpoint))
    throw new InvalidReceipt('The batch of the record is not in the tree that was signed.');
  const digest = digestOf(receipt.batch, form);
  if (!isInBatch(receipt, digest))
    throw new InvalidReceipt('The record is not in the batch that was signed.');
  const { batch, index, record } = receipt;
  const place = { stream: batch.stream, revision: batch.revision, index, records: digest.size };
  return { checkpoint, record, place };
}

/** Every member is accounted for, as in the other receipts. */
function readReceipt(text: string, { format, record, proof }: RecordForm): ReadReceipt {
  const receipt = parsed(text) as Readonly<Record<string, unknown>>;
  const members = ['batch', 'checkpoint', 'format', 'inclusionProof', 'index', 'leafIndex', record, proof];
  const isOne =
    has(receipt, members.sort()) &&
    receipt.format === format &&
    typeof receipt.checkpoint === 'string' &&
    has(receipt.batch, EVENT_MEMBERS) &&
    areTexts(receipt.inclusionProof) &&
    areTexts(receipt[proof]);
  if (!isOne) throw new InvalidReceipt('The file is no receipt of a form that is known here.');
  return { ...receipt, record: receipt[record], recordProof: receipt[proof] } as ReadReceipt;
}

function isBatchInTree(
  { batch, leafIndex: index, inclusionProof }: ReadReceipt,
  { size, root }: Checkpoint,
): boolean {
  const leaf = leafOrNull(() => leafOf(batch));
  return leaf !== null && isIncluded({ leaf, index, size, root }, hashesIn(inclusionProof));
}

function isInBatch({ record, index, recordProof }: ReadReceipt, { root, size }: RecordsDigest): boolean {
  const leaf = leafOrNull(() => recordLeaf(record));
  return (
    leaf !== null && isIncluded({ leaf, index, size, root: hashesIn([root])[0]! }, hashesIn(recordProof))
  );
}

/** What was signed of a batch of records in the only version that there is. @throws InvalidReceipt */
function digestOf({ stream, revision, type, data }: ProvedEvent, form: RecordForm): RecordsDigest {
  const digest = (Object(data) as Readonly<Record<string, RecordsDigest | undefined>>)[form.list];
  const isOne =
    isPlain(stream) &&
    stream.startsWith(form.stream) &&
    Number.isSafeInteger(revision) &&
    type === form.type &&
    has(data, [form.list]) &&
    has(digest, ['root', 'size']) &&
    typeof digest!.root === 'string';
  if (!isOne) throw new InvalidReceipt('What was signed is no batch of records that is known here.');
  return digest!;
}

/** What is printed must be text that a terminal shows as it is. */
export const isPlain = (text: unknown): boolean => typeof text === 'string' && !/\p{Cc}/u.test(text);

/** @throws InvalidReceipt for a record that cannot be said in words. */
export function demandReadable<Record>(
  record: unknown,
  isOne: (record: unknown) => record is Record,
): Record {
  if (isOne(record)) return record;
  throw new InvalidReceipt('The record is not of a form that is known here.');
}
