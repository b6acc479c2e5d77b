import { growToHead, treeFolder, TreeStorage } from '#evidence';
import type { OpenStores } from '#consent-ledger';
import type { Position } from '#event-store';
import type { Invocation } from '../ledger-command';
import { withWritable } from '../scratch';

/** The tree as far as the ledger goes, and how to have it grow on. */
export interface GrownTree {
  readonly tree: TreeStorage;
  /** Brings it to the head of the ledger again, and answers where that is. */
  readonly grow: () => Promise<Position>;
}

/** Work with the whole tree. Where no service has kept it, it is built first. @throws ForeignTree */
export async function withGrownTree<T>(
  invocation: Invocation,
  { store }: OpenStores,
  work: (grown: GrownTree) => Promise<T>,
): Promise<T> {
  const { terminal, using } = invocation;
  return withWritable(invocation, treeFolder, (config) =>
    using(TreeStorage.open(treeFolder(config)), async (tree) => {
      await tree.demandSameLedger(store);
      const progress = await terminal.progress('Bringing the tree up to date', await store.head());
      await growToHead(store, tree, (position) => progress.at(position)).finally(() => progress.end());
      return work({ tree, grow: () => growToHead(store, tree) });
    }),
  );
}
