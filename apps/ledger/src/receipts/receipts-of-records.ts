import { accessKind, decisionStream, demandRecords, formatRecordPlace, type RecordPlace } from '#audit';
import type { OpenStores } from '#consent-ledger';
import type { Position, StoredEvent } from '#event-store';
import {
  accessesOf,
  accessReceiptFor,
  decisionReceiptFor,
  decisionsOf,
  NotInTree,
  type AccessReceipt,
  type DecisionReceipt,
  type TreeStorage,
} from '#evidence';
import { checkpointCovering } from '../evidence/covering-checkpoint';
import { decisionHistory, withGrownTree } from '../evidence/grown-tree';
import { Failure } from '../failure';
import type { Invocation } from '../ledger-command';

/** A recorded check, or a recorded look or denied call. */
export interface RecordToProve {
  readonly kind: 'check' | 'look';
  readonly place: RecordPlace;
}

const kinds = {
  check: { streamOf: decisionStream, recordsOf: decisionsOf, receiptFor: decisionReceiptFor },
  look: { streamOf: accessKind.streamOf, recordsOf: accessesOf, receiptFor: accessReceiptFor },
} as const;

/** The receipt for one recorded check. @throws Failure, ContradictedCheckpoint, NotInTree */
export async function receiptOfDecision(
  place: RecordPlace,
  invocation: Invocation,
  stores: OpenStores,
): Promise<DecisionReceipt> {
  const receipts: (DecisionReceipt | AccessReceipt)[] = [];
  const hand = (receipt: DecisionReceipt | AccessReceipt) => void receipts.push(receipt);
  await receiptsOfRecords([{ kind: 'check', place }], hand, invocation, stores);
  return receipts[0] as DecisionReceipt;
}

/**
 * A receipt for each of these records, under one checkpoint, handed over one after the other: they may be many.
 * @throws Failure, ContradictedCheckpoint, NotInTree
 */
export async function receiptsOfRecords(
  records: readonly RecordToProve[],
  hand: (receipt: DecisionReceipt | AccessReceipt, record: RecordToProve) => void,
  invocation: Invocation,
  stores: OpenStores,
): Promise<void> {
  if (records.length === 0) return;
  const positions: Position[] = [];
  for (const record of records) positions.push((await batchOf(record, stores)).position);
  await withGrownTree(invocation, decisionHistory(stores), async (grown) => {
    const size = sizeWith(positions, grown.tree);
    const checkpoint = await checkpointCovering(size, invocation, decisionHistory(stores), grown);
    for (const record of records) {
      const { receiptFor } = kinds[record.kind];
      const event = await batchOf(record, stores);
      hand(receiptFor({ event, index: record.place.index }, checkpoint, grown.tree), record);
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

/** The batch that has a record in this place. @throws RecordsRemoved, Failure */
async function batchOf({ kind, place }: RecordToProve, { auditStore }: OpenStores): Promise<StoredEvent> {
  const { day, revision: from, index } = place;
  const { streamOf, recordsOf } = kinds[kind];
  const [event] = await auditStore.readStream(streamOf(day), { from, limit: 1 });
  if (event) demandRecords(event);
  if (event && (recordsOf(event) ?? []).length > index) return event;
  throw new Failure(`There is no record ${formatRecordPlace(place)} in this ledger.`);
}
