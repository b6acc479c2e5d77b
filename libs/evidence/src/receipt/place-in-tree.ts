import type { StoredEvent } from '#event-store';
import { provedEvent, type ProvedEvent } from '../tree/leaf';
import { recordProof, withDigest } from '../tree/record-batch';
import type { TreeStorage } from '../tree/tree-storage';
import { NotInTree } from './receipt';
import { textsOf } from './receipt-file';

/** A record, by its batch and its place in it, from 0. */
export interface RecordInBatch {
  readonly event: StoredEvent;
  readonly index: number;
}

/** A signed note, and how many leaves it covers. */
export interface CoveringCheckpoint {
  readonly checkpoint: string;
  readonly size: number;
}

/** What the receipts of every kind of record have. */
export interface RecordReceipt {
  /** The signed note that it is proved under, in the name of the ledger followed by `/decisions`. */
  readonly checkpoint: string;
  /** The place of the record in its batch, from 0. */
  readonly index: number;
  /** The batch as it is in the tree: with the number of its records and the root over them in their place. */
  readonly batch: ProvedEvent;
  readonly leafIndex: number;
  /** The hashes beside the way from the batch to the root of the tree, the lowest first, in base64. */
  readonly inclusionProof: readonly string[];
}

/** What leads from a record to the root of the tree. */
export interface PlaceInTree extends Pick<RecordReceipt, 'batch' | 'leafIndex' | 'inclusionProof'> {
  /** The hashes beside the way from the record to the root of its batch, the lowest first, in base64. */
  readonly recordProof: readonly string[];
}

/**
 * Where a record stands among the first `size` leaves of a tree.
 * @throws NotInTree when the batch is not what the tree has in its place.
 * @throws RangeError when the batch has no such record.
 */
export function placeInTree(
  { event, index, records }: RecordInBatch & { readonly records: readonly unknown[] },
  size: number,
  tree: TreeStorage,
): PlaceInTree {
  const leafIndex = tree.indexAt(event.position);
  if (leafIndex === null || leafIndex >= size || !tree.leaf(leafIndex).equals(tree.history.leafOf(event)))
    throw new NotInTree(
      `The batch at position ${event.position} is not the one that the tree has in its place.`,
    );
  return {
    recordProof: textsOf(recordProof(records, index)),
    batch: withDigest(provedEvent(event)),
    leafIndex,
    inclusionProof: textsOf(tree.inclusionProof(leafIndex, size)),
  };
}
