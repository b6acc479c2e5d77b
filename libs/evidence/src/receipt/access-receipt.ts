import { accessesOf } from '../tree/record-batch';
import type { TreeStorage } from '../tree/tree-storage';
import {
  placeInTree,
  type CoveringCheckpoint,
  type RecordInBatch,
  type RecordReceipt,
} from './place-in-tree';

export const ACCESS_RECEIPT_FORMAT = 'consent-ledger/access-receipt/v1';

/**
 * One recorded look or denied call, and what proves that it was recorded, as a receipt for a check does: a JSON file with the same
 * members under other names.
 */
export interface AccessReceipt extends RecordReceipt {
  readonly format: typeof ACCESS_RECEIPT_FORMAT;
  /** The record as it was stored. */
  readonly access: unknown;
  /** The hashes beside the way from the record to the root of its batch, the lowest first, in base64. */
  readonly accessProof: readonly string[];
}

/** The receipt for one look, as `decisionReceiptFor` makes it for a check. @throws NotInTree, RangeError */
export function accessReceiptFor(
  { event, index }: RecordInBatch,
  { checkpoint, size }: CoveringCheckpoint,
  tree: TreeStorage,
): AccessReceipt {
  const accesses = accessesOf(event) ?? [];
  const { recordProof: accessProof, ...place } = placeInTree({ event, index, records: accesses }, size, tree);
  return { format: ACCESS_RECEIPT_FORMAT, checkpoint, access: accesses[index], index, accessProof, ...place };
}
