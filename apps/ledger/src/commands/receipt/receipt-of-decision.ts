import { formatRecordPlace, decisionStream, type RecordPlace } from '#audit';
import type { OpenStores } from '#consent-ledger';
import type { StoredEvent } from '#event-store';
import { decisionReceiptFor, decisionsOf, NotInTree, type DecisionReceipt } from '#evidence';
import { checkpointCovering } from '../../evidence/covering-checkpoint';
import { decisionHistory, withGrownTree } from '../../evidence/grown-tree';
import { Failure } from '../../failure';
import type { Invocation } from '../../ledger-command';

/** The receipt for one recorded check. @throws Failure, ContradictedCheckpoint, NotInTree */
export async function receiptOfDecision(
  place: RecordPlace,
  invocation: Invocation,
  stores: OpenStores,
): Promise<DecisionReceipt> {
  const stored = decisionHistory(stores);
  const event = await batchAt(place, stores);
  return withGrownTree(invocation, stored, async (grown) => {
    const index = grown.tree.indexAt(event.position);
    if (index === null) throw new NotInTree(`The batch at position ${event.position} is not in the tree.`);
    const checkpoint = await checkpointCovering(index + 1, invocation, stored, grown);
    return decisionReceiptFor({ event, index: place.index }, checkpoint, grown.tree);
  });
}

/** The batch that has a record in this place. */
async function batchAt(place: RecordPlace, { auditStore }: OpenStores): Promise<StoredEvent> {
  const { day, revision: from, index } = place;
  const [event] = await auditStore.readStream(decisionStream(day), { from, limit: 1 });
  if (event && (decisionsOf(event) ?? []).length > index) return event;
  throw new Failure(`There is no record ${formatRecordPlace(place)} in this ledger.`);
}
