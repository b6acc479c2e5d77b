import { decisionsOf } from '../tree/record-batch';
import type { TreeStorage } from '../tree/tree-storage';
import {
  placeInTree,
  type CoveringCheckpoint,
  type RecordInBatch,
  type RecordReceipt,
} from './place-in-tree';

export const DECISION_RECEIPT_FORMAT = 'consent-ledger/decision-receipt/v1';

/**
 * One recorded check, and what proves to anybody who has the ledger's public key that it was recorded. It is a JSON file. The other
 * checks of its batch are not in it.
 */
export interface DecisionReceipt extends RecordReceipt {
  readonly format: typeof DECISION_RECEIPT_FORMAT;
  /** The record as it was stored. */
  readonly decision: unknown;
  /** The hashes beside the way from the record to the root of its batch, the lowest first, in base64. */
  readonly decisionProof: readonly string[];
}

/**
 * The receipt for one record of a batch, under a checkpoint that covers `size` batches.
 * @throws NotInTree when the batch is not what the tree has in its place.
 * @throws RangeError when the batch has no such record.
 */
export function decisionReceiptFor(
  { event, index }: RecordInBatch,
  { checkpoint, size }: CoveringCheckpoint,
  tree: TreeStorage,
): DecisionReceipt {
  const decisions = decisionsOf(event) ?? [];
  const { recordProof: decisionProof, ...place } = placeInTree(
    { event, index, records: decisions },
    size,
    tree,
  );
  return {
    format: DECISION_RECEIPT_FORMAT,
    checkpoint,
    decision: decisions[index],
    index,
    decisionProof,
    ...place,
  };
}
