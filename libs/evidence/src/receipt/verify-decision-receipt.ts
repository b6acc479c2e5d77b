import { auditStream } from '#ledger';
import { decisionVerifiers } from '../notary/decision-verifiers';
import type { Checkpoint } from '../note/checkpoint';
import type { NoteVerifier } from '../note/note-key';
import { recordLeaf, type RecordsDigest } from '../tree/record-batch';
import { isIncluded } from '../tree/inclusion';
import { leafOf, type ProvedEvent } from '../tree/leaf';
import { DECISION_RECEIPT_FORMAT, type DecisionReceipt } from './decision-receipt';
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

/** What can be said in words of a recorded check. The record may say more. */
export interface ProvedDecision {
  /** UTC, such as `2026-03-02T07:00:00.123Z`. */
  readonly decidedAt: string;
  readonly patient: { readonly root: string; readonly extension: string };
  readonly employeeId: string;
  readonly careUnitId: string;
  readonly careProviderId: string;
  readonly callerId: string;
  readonly result: string;
  readonly hasConsent: boolean;
  readonly assertionType?: string;
  readonly assertionId?: string;
}

/** What a receipt for a decision proves. */
export interface ProvedDecisionReceipt {
  readonly checkpoint: Checkpoint;
  readonly decision: ProvedDecision;
  /** Where it was recorded: the batch's stream and revision, its place in the batch from 0, and how many records the batch has. */
  readonly place: {
    readonly stream: string;
    readonly revision: number;
    readonly index: number;
    readonly records: number;
  };
}

/** Whether the text says that it is a receipt for a decision. Nothing is proved by that. @throws InvalidReceipt */
export const isDecisionReceipt = (text: string): boolean => saysSo(parsed(text));

const saysSo = (receipt: unknown): boolean =>
  (Object(receipt) as Record<string, unknown>).format === DECISION_RECEIPT_FORMAT;

/** Verifies the text of a receipt for a decision under the keys of its ledger. @throws InvalidReceipt */
export function verifyDecisionReceipt(
  text: string,
  ledgerKeys: readonly NoteVerifier[],
): ProvedDecisionReceipt {
  const receipt = readReceipt(text);
  const checkpoint = openSigned(receipt, decisionVerifiers(ledgerKeys));
  if (!isBatchInTree(receipt, checkpoint))
    throw new InvalidReceipt('The batch of the record is not in the tree that was signed.');
  const { size: records } = digestOf(receipt.batch);
  if (!isInBatch(receipt)) throw new InvalidReceipt('The record is not in the batch that was signed.');
  const { batch, index, decision } = receipt;
  if (!isReadable(decision)) throw new InvalidReceipt('The record is not of a form that is known here.');
  return { checkpoint, decision, place: { stream: batch.stream, revision: batch.revision, index, records } };
}

const RECEIPT = [
  'batch',
  'checkpoint',
  'decision',
  'decisionProof',
  'format',
  'inclusionProof',
  'index',
  'leafIndex',
];

/** Every member is accounted for, as in the other receipts. */
function readReceipt(text: string): DecisionReceipt {
  const receipt = parsed(text) as DecisionReceipt;
  const isOne =
    has(receipt, RECEIPT) &&
    saysSo(receipt) &&
    typeof receipt.checkpoint === 'string' &&
    has(receipt.batch, EVENT_MEMBERS) &&
    areTexts(receipt.inclusionProof) &&
    areTexts(receipt.decisionProof);
  if (!isOne) throw new InvalidReceipt('The file is no receipt of a form that is known here.');
  return receipt;
}

function isBatchInTree(
  { batch, leafIndex: index, inclusionProof }: DecisionReceipt,
  { size, root }: Checkpoint,
): boolean {
  const leaf = leafOrNull(() => leafOf(batch));
  return leaf !== null && isIncluded({ leaf, index, size, root }, hashesIn(inclusionProof));
}

function isInBatch({ batch, decision, index, decisionProof }: DecisionReceipt): boolean {
  const { root, size } = digestOf(batch);
  const leaf = leafOrNull(() => recordLeaf(decision));
  return (
    leaf !== null && isIncluded({ leaf, index, size, root: hashesIn([root])[0]! }, hashesIn(decisionProof))
  );
}

/** Records of other looks are in the same tree. */
const DECISIONS = auditStream('decisions-');

/** What was signed of a batch of records in the only version that there is. @throws InvalidReceipt */
function digestOf({ stream, revision, type, data }: ProvedEvent): RecordsDigest {
  const { decisions } = Object(data) as { readonly decisions?: RecordsDigest };
  const isOne =
    isPlain(stream) &&
    stream.startsWith(DECISIONS) &&
    Number.isSafeInteger(revision) &&
    type === 'DecisionsRecorded.v1' &&
    has(data, ['decisions']) &&
    has(decisions, ['root', 'size']) &&
    typeof decisions!.root === 'string';
  if (!isOne) throw new InvalidReceipt('What was signed is no batch of records that is known here.');
  return decisions!;
}

/** What is printed must be text that a terminal shows as it is. */
const isPlain = (text: unknown): boolean => typeof text === 'string' && !/\p{Cc}/u.test(text);

const TEXTS = ['decidedAt', 'employeeId', 'careUnitId', 'careProviderId', 'callerId', 'result'] as const;

function isReadable(record: unknown): record is ProvedDecision {
  const decision = Object(record) as ProvedDecision;
  const { root, extension } = Object(decision.patient) as ProvedDecision['patient'];
  return (
    [root, extension, ...TEXTS.map((name) => decision[name])].every(isPlain) &&
    typeof decision.hasConsent === 'boolean' &&
    [decision.assertionType, decision.assertionId].every((text) => text === undefined || isPlain(text))
  );
}
