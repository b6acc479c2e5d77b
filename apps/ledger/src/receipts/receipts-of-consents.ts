import { consentStream } from '#consent';
import type { OpenStores } from '#consent-ledger';
import type { StoredEvent } from '#event-store';
import { MapNotThere, mapNewest, NotInTree, receiptFor, type Receipt, type TreeStorage } from '#evidence';
import { checkpointCovering } from '../evidence/covering-checkpoint';
import { ledgerHistory, withGrownTree, type GrownTree, type StoredHistory } from '../evidence/grown-tree';
import { Failure } from '../failure';
import type { Invocation } from '../ledger-command';

/** The receipt for every event of a consent. @throws Failure, ContradictedCheckpoint, NotInTree */
export async function receiptOfConsent(
  assertionId: string,
  invocation: Invocation,
  stores: OpenStores,
): Promise<Receipt> {
  const [receipt] = await receiptsOfConsents([assertionId], invocation, stores);
  return receipt!;
}

/** A receipt for each of these consents, under one checkpoint. @throws Failure, ContradictedCheckpoint, NotInTree */
export async function receiptsOfConsents(
  assertionIds: readonly string[],
  invocation: Invocation,
  stores: OpenStores,
): Promise<Receipt[]> {
  if (assertionIds.length === 0) return [];
  const lasts = await Promise.all(assertionIds.map((assertionId) => lastEventOf(assertionId, stores)));
  const stored = ledgerHistory(stores);
  return withGrownTree(invocation, stored, async (grown) => {
    const size = Math.max(...lasts.map((last) => indexOf(last, grown.tree) + 1));
    const streams = lasts.map(({ stream }) => stream);
    return receiptsUnder(size, streams, { invocation, stored, grown });
  });
}

async function lastEventOf(assertionId: string, { store }: OpenStores): Promise<StoredEvent> {
  const [last] = await store.readStream(consentStream(assertionId), { direction: 'backwards', limit: 1 });
  if (last) return last;
  throw new Failure(`There is no consent ${assertionId} in this ledger.`);
}

function indexOf({ position }: StoredEvent, tree: TreeStorage): number {
  const index = tree.indexAt(position);
  if (index === null) throw new NotInTree(`The event at position ${position} is not in the tree.`);
  return index;
}

interface Surroundings {
  readonly invocation: Invocation;
  readonly stored: StoredHistory;
  readonly grown: GrownTree;
}

/** So often a service may be faster: it signs once a second. */
const ATTEMPTS = 5;

/** The receipts under a checkpoint that covers so many events; a service beside us may be about to sign the next one meanwhile. */
async function receiptsUnder(
  size: number,
  streams: readonly string[],
  { invocation, stored, grown }: Surroundings,
): Promise<Receipt[]> {
  const { tree } = grown;
  for (let attempt = 1; ; attempt += 1) {
    const covered = Math.max(size, tree.mappedSize());
    const checkpoint = await checkpointCovering(covered, invocation, stored, grown);
    await mapNewest(stored.store, tree, checkpoint.size);
    try {
      const receipts: Receipt[] = [];
      for (const stream of streams)
        receipts.push(receiptFor(await eventsUpTo(checkpoint.size, stream, stored, tree), checkpoint, tree));
      return receipts;
    } catch (error) {
      if (!(error instanceof MapNotThere) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The consent's events that are under the checkpoint: there may be more by now. */
async function eventsUpTo(
  size: number,
  stream: string,
  { store }: StoredHistory,
  tree: TreeStorage,
): Promise<StoredEvent[]> {
  const events = await store.readStream(stream);
  return events.filter(({ position }) => (tree.indexAt(position) ?? size) < size);
}
