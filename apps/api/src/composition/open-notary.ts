import {
  DECISION_HISTORY,
  decisionTreeFolder,
  existingSigner,
  ForeignTree,
  keptCheckpoint,
  Notary,
  signerOfService,
  treeFolder,
  TreeStorage,
  type NotaryParts,
  type NotaryReport,
} from '#evidence';
import { LogEndLost } from '#ledger';
import type { OpenStores } from '#consent-ledger';
import type { Clock, Config, Logger } from '#platform';
import { demandSignedHistory } from './demand-signed-history';
import { warnOfOtherKey } from './warn-of-other-key';

/** A notary at work, with the tree that it keeps. */
export interface OpenNotary {
  readonly report: () => NotaryReport;
  /** Signs what is outstanding, then closes the tree. */
  close(): Promise<void>;
}

/**
 * Opens the trees beside the logs, and has their checkpoints signed from now on: those of the ledger, and those of its decisions.
 * @throws KeyUnusable, ReadModelsUnusable, ForeignTree, ContradictedCheckpoint, InvalidNote
 */
export async function openNotary(
  stores: OpenStores,
  config: Config,
  clock: Clock,
  log: Logger,
): Promise<OpenNotary> {
  const signer = signerOfService(config);
  await warnOfOtherKey(stores, config, log);
  const { store, auditStore } = stores;
  const kept = keptCheckpoint(config, signer);
  const tree = await openTree({ store, auditStore, kept }, TreeStorage.open(treeFolder(config)), log);
  await orClose(tree, () => demandSignedHistory(stores, tree, log));
  const ledger = startNotary({ store, auditStore, tree, signer, clock, log, kept });
  try {
    const decisions = await openDecisionNotary({ auditStore, clock, log }, config);
    const close = async () => {
      await Promise.all([ledger.close(), decisions.close()]);
    };
    return { report: () => withFailuresOf(decisions.report(), ledger.report()), close };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

async function openTree(
  { store, auditStore, kept }: Pick<NotaryParts, 'store' | 'auditStore' | 'kept'>,
  tree: TreeStorage,
  log: Logger,
): Promise<TreeStorage> {
  if (tree.wasDiscarded) log.warn('The machine stopped while the tree was open: it is built again.');
  await orClose(tree, async () => {
    await tree.demandSameLedger(store);
    await kept?.demandNotOlder(auditStore, tree);
  });
  return tree;
}

async function orClose(tree: TreeStorage, demand: () => Promise<void>): Promise<void> {
  try {
    await demand();
  } catch (error) {
    await tree.close();
    throw error;
  }
}

function startNotary(parts: NotaryParts): OpenNotary {
  const notary = new Notary(parts);
  notary.start();
  return { report: () => notary.report(), close: () => notary.close().finally(() => parts.tree.close()) };
}

type DecisionParts = Pick<NotaryParts, 'clock' | 'log'> & Pick<OpenStores, 'auditStore'>;

/** Records of checks that were lost make no answer wrong: the service starts, signs nothing over what is left, and says so. */
async function openDecisionNotary(
  { auditStore, clock, log }: DecisionParts,
  config: Config,
): Promise<OpenNotary> {
  const signer = existingSigner(config, DECISION_HISTORY);
  const kept = keptCheckpoint(config, signer);
  const stored = TreeStorage.open(decisionTreeFolder(config), DECISION_HISTORY);
  try {
    const tree = await openTree({ store: auditStore, auditStore, kept }, stored, log);
    return startNotary({ store: auditStore, auditStore, tree, signer, clock, log, kept });
  } catch (error) {
    if (!(error instanceof LogEndLost || error instanceof ForeignTree)) throw error;
    log.error(
      'The records of checks are not those of the tree over them, so no checkpoint of them is signed. Run ledger verify. Where ' +
        `they were begun again on purpose, move ${decisionTreeFolder(config)} away and start again.`,
      { cause: error instanceof LogEndLost ? 'Their log ends before their tree.' : error.message },
    );
    return { report: () => NEVER_SIGNED, close: () => Promise.resolve() };
  }
}

const NEVER_SIGNED: NotaryReport = { treeSize: 0, checkpointSize: 0, signedAt: null, failures: 1 };

const withFailuresOf = ({ failures }: NotaryReport, report: NotaryReport): NotaryReport => ({
  ...report,
  failures: report.failures + failures,
});
