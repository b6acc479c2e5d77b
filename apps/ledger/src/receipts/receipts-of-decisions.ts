import { formatRecordPlace, decisionStream, type RecordPlace } from '#audit';
import type { OpenStores } from '#consent-ledger';
import type { Position, StoredEvent } from '#event-store';
import {
  decisionReceiptFor,
  decisionsOf,
  NotInTree,
  type DecisionReceipt,
  type TreeStorage,
} from '#evidence';
import { checkpointCovering } from '../evidence/covering-checkpoint';
import { decisionHistory, withGrownTree } from '../evidence/grown-tree';
import { Failure } from '../failure';
import type { Invocation } from '../ledger-command';

/** The receipt for one recorded check. @throws Failure, ContradictedCheckpoint, NotInTree */
export async function receiptOfDecision(
  place: RecordPlace,
  invocation: Invocation,
  stores: OpenStores,
): Promise<DecisionReceipt> {
  const receipts: DecisionReceipt[] = [];
  const hand = (receipt: DecisionReceipt) => void receipts.push(receipt);
  await receiptsOfDecisions([place], hand, invocation, stores);
  return receipts[0]!;
}

/**
 * A receipt for each of these recorded checks, under one checkpoint, handed over one after the other: they may be many.
 * @throws Failure, ContradictedCheckpoint, NotInTree
 */
export async function receiptsOfDecisions(
  places: readonly RecordPlace[],
  hand: (receipt: DecisionReceipt, place: RecordPlace) => void,
  invocation: Invocation,
  stores: OpenStores,
): Promise<void> {
  if (places.length === 0) return;
  const stored = decisionHistory(stores);
  const positions: Position[] = [];
  for (const place of places) positions.push((await batchAt(place, stores)).position);
  await withGrownTree(invocation, stored, async (grown) => {
    const size = sizeWith(positions, grown.tree);
    const checkpoint = await checkpointCovering(size, invocation, stored, grown);
    for (const place of places) {
      const event = await batchAt(place, stores);
      hand(decisionReceiptFor({ event, index: place.index }, checkpoint, grown.tree), place);
    }
  });
}

/** How many leaves of the tree hold all that is at these positions. @throws NotInTree */
const sizeWith = (positions: readonly Position[], tree: TreeStorage): number =>
  positions.reduce((size, position) => {
    const index = tree.indexAt(position);
    if (index === null) throw new NotInTree(`The batch at position ${position} is not in the tree.`);
    return Math.max(size, index + 1);
  }, 0);

/** The batch that has a record in this place. */
async function batchAt(place: RecordPlace, { auditStore }: OpenStores): Promise<StoredEvent> {
  const { day, revision: from, index } = place;
  const [event] = await auditStore.readStream(decisionStream(day), { from, limit: 1 });
  if (event && (decisionsOf(event) ?? []).length > index) return event;
  throw new Failure(`There is no record ${formatRecordPlace(place)} in this ledger.`);
}
