import type { EventStore } from '#event-store';
import { HoleInProgress } from '#ledger';
import type { TreeStorage } from '../tree/tree-storage';
import type { RecordedCheckpoint } from './checkpoint-log';
import { demandBeginning } from './checkpoint-signing';
import { growToHead } from './tree-growth';

type Store = Pick<EventStore, 'head' | 'readAll'>;

/**
 * Compares the tree with a recorded checkpoint. A tree that is smaller is first brought to where the log ends now; another process may
 * do the same beside it.
 * @throws ContradictedCheckpoint, UnreadableCheckpoint
 */
export async function demandSignedBeginning(
  store: Store,
  tree: TreeStorage,
  recorded: RecordedCheckpoint,
): Promise<void> {
  if (tree.end().size < recorded.size) while (!(await isGrown(store, tree)));
  demandBeginning(tree, recorded);
}

async function isGrown(store: Store, tree: TreeStorage): Promise<boolean> {
  try {
    await growToHead(store, tree);
    return true;
  } catch (error) {
    if (error instanceof HoleInProgress) return false;
    throw error;
  }
}
