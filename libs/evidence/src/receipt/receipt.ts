import type { StoredEvent } from '#event-store';
import { isNewest } from '../tree/revision-map';
import { readCheckpoint } from '../note/checkpoint';
import { leafOf, provedEvent, type ProvedEvent } from '../tree/leaf';
import type { TreeStorage } from '../tree/tree-storage';
import { textsOf } from './receipt-file';

/** Version 1 is that of receipts under a checkpoint without a map of newest revisions. */
export const RECEIPT_FORMATS = ['consent-ledger/receipt/v1', 'consent-ledger/receipt/v2'] as const;
export type ReceiptFormat = (typeof RECEIPT_FORMATS)[number];

/** A stream's events, and what proves to anybody who has the ledger's public key that they are in it. It is a JSON file. */
export interface Receipt {
  readonly format: ReceiptFormat;
  /** The signed note that all of them are proved under. */
  readonly checkpoint: string;
  /** Every event of the stream, from the first on. */
  readonly events: readonly ReceiptEntry[];
  /** The hashes beside the way from the stream's newest revision to the root of the map, the lowest first, in base64. Since version 2. */
  readonly newestProof?: readonly string[];
}

export interface ReceiptEntry {
  readonly event: ProvedEvent;
  readonly leafIndex: number;
  /** The hashes beside the way from the leaf to the root, the lowest first, in base64. */
  readonly inclusionProof: readonly string[];
}

/** Another process has taken the map of newest revisions further, for a checkpoint that comes in a moment. */
export class MapNotThere extends Error {
  override readonly name = 'MapNotThere';
}

/** An event that should be in the tree is not. */
export class NotInTree extends Error {
  override readonly name = 'NotInTree';
}

/**
 * The receipt for events of one stream, under a checkpoint that covers `size` leaves.
 * @throws NotInTree when an event is not what the tree has in its place, or not the newest where it has to be.
 * @throws MapNotThere
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
    return {
      event: provedEvent(event),
      leafIndex,
      inclusionProof: textsOf(tree.inclusionProof(leafIndex, size)),
    };
  });
  const newestProof = proofOfNewest(events, { checkpoint, size }, tree);
  if (!newestProof) return { format: RECEIPT_FORMATS[0], checkpoint, events: entries };
  return { format: RECEIPT_FORMATS[1], checkpoint, events: entries, newestProof };
}

/** @returns `null` where the checkpoint is of a version that did not sign newest revisions. @throws NotInTree, MapNotThere */
function proofOfNewest(
  events: readonly StoredEvent[],
  { checkpoint, size }: { readonly checkpoint: string; readonly size: number },
  tree: TreeStorage,
): string[] | null {
  const { newestRevisions } = readCheckpoint(checkpoint);
  if (!newestRevisions) return null;
  const { stream, revision } = events.at(-1)!;
  const proof = tree.newestProof(stream, size);
  if (!proof) throw new MapNotThere('A service is about to sign a newer checkpoint. Try again in a moment.');
  if (isNewest(stream, revision, proof, newestRevisions)) return textsOf(proof);
  throw new NotInTree(`Revision ${revision} is not what was signed as the newest of its stream.`);
}
