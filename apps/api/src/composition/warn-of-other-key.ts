import { InvalidNote, newestCheckpoint, openCheckpoint, ownVerifiers, publicKeyFile } from '#evidence';
import type { OpenStores } from '#consent-ledger';
import type { Config, Logger } from '#platform';

/**
 * Services of one ledger that sign with keys of their own, as those of several machines do unless they are given one, make a history
 * that none of their public keys can verify alone. What else may be wrong with the newest checkpoint, the notary reports.
 */
export async function warnOfOtherKey({ auditStore }: OpenStores, config: Config, log: Logger): Promise<void> {
  try {
    const newest = await newestCheckpoint(auditStore);
    if (newest) openCheckpoint(newest.checkpoint, ownVerifiers(config));
  } catch (error) {
    if (!(error instanceof InvalidNote)) return;
    log.warn(
      'The newest checkpoint is not signed with a key that is known here. Services of one ledger need the same key, and the same ' +
        `LEDGER_NAME; when the ledger was moved, or its key changed, the earlier public key belongs in ${publicKeyFile(config)}.`,
    );
  }
}
