import { Notary, signerOfService, treeFolder, TreeStorage, type NotaryReport } from '#evidence';
import type { OpenStores } from '#consent-ledger';
import type { Clock, Config, Logger } from '#platform';
import { warnOfOtherKey } from './warn-of-other-key';

/** A notary at work, with the tree that it keeps. */
export interface OpenNotary {
  readonly report: () => NotaryReport;
  /** Signs what is outstanding, then closes the tree. */
  close(): Promise<void>;
}

/** Opens the tree beside the logs, and has their checkpoints signed from now on. @throws KeyUnusable, ReadModelsUnusable, ForeignTree */
export async function openNotary(
  stores: OpenStores,
  config: Config,
  clock: Clock,
  log: Logger,
): Promise<OpenNotary> {
  const { store, auditStore } = stores;
  const signer = signerOfService(config);
  await warnOfOtherKey(stores, config, log);
  const tree = TreeStorage.open(treeFolder(config));
  if (tree.wasDiscarded) log.warn('The machine stopped while the tree was open: it is built again.');
  try {
    await tree.demandSameLedger(store);
  } catch (error) {
    await tree.close();
    throw error;
  }
  const notary = new Notary({ store, auditStore, tree, signer, clock, log });
  notary.start();
  const close = () => notary.close().finally(() => tree.close());
  return { report: () => notary.report(), close };
}
