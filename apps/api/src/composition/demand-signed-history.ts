import { checkpointThatCounts, type OpenStores } from '#consent-ledger';
import {
  ContradictedCheckpoint,
  demandSignedBeginning,
  UnreadableCheckpoint,
  type TreeStorage,
} from '#evidence';
import type { Logger } from '#platform';

/**
 * The log is the one that the newest checkpoint was signed for. Where the tree and the read models are missing, only the checkpoint can
 * say that a log is another ledger's, or an older copy that was written to since. Such a log may lack a cancellation, so the comparison
 * comes before the first answer. After a stop of the machine the tree is missing for another reason, and is built again beside the
 * requests.
 * @throws ContradictedCheckpoint
 */
export async function demandSignedHistory(
  { store, auditStore }: OpenStores,
  tree: TreeStorage,
  log: Logger,
): Promise<void> {
  const newest = tree.wasDiscarded ? null : await checkpointThatCounts(auditStore);
  if (!newest) return;
  if (tree.end().size < newest.size)
    log.info(
      'The tree of proofs is built before the service answers, to compare it with the newest checkpoint.',
      {
        events: newest.size,
      },
    );
  try {
    await demandSignedBeginning(store, tree, newest);
  } catch (error) {
    if (error instanceof ContradictedCheckpoint)
      throw new ContradictedCheckpoint(`${error.message} ${ADVICE}`);
    if (!(error instanceof UnreadableCheckpoint)) throw error;
  }
}

const ADVICE =
  'The log is another ledger’s, or an older copy that was written to since, or it was changed. Restore the log that belongs to ' +
  'this audit log. "ledger verify" says more.';
