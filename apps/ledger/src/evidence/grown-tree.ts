import {
  DECISION_HISTORY,
  decisionTreeFolder,
  growToHead,
  LEDGER_HISTORY,
  treeFolder,
  TreeStorage,
  type ProvedHistory,
} from '#evidence';
import type { OpenStores } from '#consent-ledger';
import type { EventStore, Position } from '#event-store';
import type { Config } from '#platform';
import type { Invocation } from '../ledger-command';
import { withWritable } from '../scratch';

/** The tree as far as the ledger goes, and how to have it grow on. */
export interface GrownTree {
  readonly tree: TreeStorage;
  /** Brings it to the head of the ledger again, and answers where that is. */
  readonly grow: () => Promise<Position>;
}

/** A history in the stores of a ledger, and where its tree is. */
export interface StoredHistory {
  readonly history: ProvedHistory;
  /** The log that holds it. */
  readonly store: EventStore;
  /** Where its checkpoints are recorded. */
  readonly auditStore: EventStore;
  readonly folderIn: (config: Config) => string;
}

/** What was decided about consents. */
export const ledgerHistory = ({ store, auditStore }: OpenStores): StoredHistory => ({
  history: LEDGER_HISTORY,
  store,
  auditStore,
  folderIn: treeFolder,
});

/** Who asked about whom. */
export const decisionHistory = ({ auditStore }: OpenStores): StoredHistory => ({
  history: DECISION_HISTORY,
  store: auditStore,
  auditStore,
  folderIn: decisionTreeFolder,
});

/** Work with the whole tree of a history. Where no service has kept it, it is built first. @throws ForeignTree */
export async function withGrownTree<T>(
  invocation: Invocation,
  { history, store, folderIn }: StoredHistory,
  work: (grown: GrownTree) => Promise<T>,
): Promise<T> {
  const { terminal, using } = invocation;
  return withWritable(invocation, folderIn, (config) =>
    using(TreeStorage.open(folderIn(config), history), async (tree) => {
      await tree.demandSameLedger(store);
      const progress = await terminal.progress('Bringing the tree up to date', await store.head());
      await growToHead(store, tree, (position) => progress.at(position)).finally(() => progress.end());
      return work({ tree, grow: () => growToHead(store, tree) });
    }),
  );
}
