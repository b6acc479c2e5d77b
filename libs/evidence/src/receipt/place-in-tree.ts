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

/** What leads from a record to the root of the tree: hashes in base64, the lowest first. */
export interface PlaceInTree {
  readonly recordProof: readonly string[];
  readonly batch: ProvedEvent;
  readonly leafIndex: number;
  readonly inclusionProof: readonly string[];
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
