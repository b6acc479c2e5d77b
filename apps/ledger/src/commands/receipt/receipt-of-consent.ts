import { consentStream } from '#consent';
import type { OpenStores } from '#consent-ledger';
import type { StoredEvent } from '#event-store';
import { MapNotThere, mapNewest, NotInTree, receiptFor, type Receipt, type TreeStorage } from '#evidence';
import { checkpointCovering } from '../../evidence/covering-checkpoint';
import { ledgerHistory, withGrownTree, type GrownTree, type StoredHistory } from '../../evidence/grown-tree';
import { Failure } from '../../failure';
import type { Invocation } from '../../ledger-command';

/** The receipt for every event of a consent. @throws Failure, ContradictedCheckpoint, NotInTree */
export async function receiptOfConsent(
  assertionId: string,
  invocation: Invocation,
  stores: OpenStores,
): Promise<Receipt> {
  const events = await stores.store.readStream(consentStream(assertionId));
  const last = events.at(-1);
  if (!last) throw new Failure(`There is no consent ${assertionId} in this ledger.`);
  const stored = ledgerHistory(stores);
  return withGrownTree(invocation, stored, async (grown) => {
    const index = grown.tree.indexAt(last.position);
    if (index === null) throw new NotInTree(`The event at position ${last.position} is not in the tree.`);
    return receiptUnder(index + 1, events, { invocation, stored, grown });
  });
}

interface Surroundings {
  readonly invocation: Invocation;
  readonly stored: StoredHistory;
  readonly grown: GrownTree;
}

/** So often a service may be faster: it signs once a second. */
const ATTEMPTS = 5;

/** The receipt under a checkpoint that covers so many events; a service beside us may be about to sign the next one meanwhile. */
async function receiptUnder(
  size: number,
  events: readonly StoredEvent[],
  { invocation, stored, grown }: Surroundings,
): Promise<Receipt> {
  const { tree } = grown;
  for (let attempt = 1; ; attempt += 1) {
    const covered = Math.max(size, tree.mappedSize());
    const checkpoint = await checkpointCovering(covered, invocation, stored, grown);
    await mapNewest(stored.store, tree, checkpoint.size);
    try {
      return receiptFor(await eventsUpTo(checkpoint.size, events, stored, tree), checkpoint, tree);
    } catch (error) {
      if (!(error instanceof MapNotThere) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The consent's events that are under the checkpoint: there may be more by now. */
async function eventsUpTo(
  size: number,
  [first]: readonly StoredEvent[],
  { store }: StoredHistory,
  tree: TreeStorage,
): Promise<StoredEvent[]> {
  const events = await store.readStream(first!.stream);
  return events.filter(({ position }) => (tree.indexAt(position) ?? size) < size);
}
