import type { StoredEvent } from '#event-store';
import { leafOf, provedEvent, type ProvedEvent } from '../tree/leaf';
import type { TreeStorage } from '../tree/tree-storage';

export const RECEIPT_FORMAT = 'consent-ledger/receipt/v1';

/** A stream's events, and what proves to anybody who has the ledger's public key that they are in it. It is a JSON file. */
export interface Receipt {
  readonly format: typeof RECEIPT_FORMAT;
  /** The signed note that all of them are proved under. */
  readonly checkpoint: string;
  /** Every event of the stream, from the first on. */
  readonly events: readonly ReceiptEntry[];
}

export interface ReceiptEntry {
  readonly event: ProvedEvent;
  readonly leafIndex: number;
  /** The hashes beside the way from the leaf to the root, the lowest first, in base64. */
  readonly inclusionProof: readonly string[];
}

/** An event that should be in the tree is not. */
export class NotInTree extends Error {
  override readonly name = 'NotInTree';
}

/**
 * The receipt for events of one stream, under a checkpoint that covers `size` leaves.
 * @throws NotInTree when an event is not what the tree has in its place.
 */
export function receiptFor(
  events: readonly StoredEvent[],
  { checkpoint, size }: { readonly checkpoint: string; readonly size: number },
  tree: TreeStorage,
): Receipt {
  const entries = events.map((event): ReceiptEntry => {
    const leafIndex = tree.indexAt(event.position);
    if (leafIndex === null || leafIndex >= size || !tree.leaf(leafIndex).equals(leafOf(event))) {
      throw new NotInTree(
        `The event at position ${event.position} is not the one that the tree has in its place.`,
      );
    }
    const inclusionProof = tree.inclusionProof(leafIndex, size).map((hash) => hash.toString('base64'));
    return { event: provedEvent(event), leafIndex, inclusionProof };
  });
  return { format: RECEIPT_FORMAT, checkpoint, events: entries };
}
