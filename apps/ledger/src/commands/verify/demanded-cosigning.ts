import type { OpenStores } from '#consent-ledger';
import { StoreUnavailable } from '#event-store';
import {
  DECISION_HISTORY,
  LEDGER_HISTORY,
  newestCheckpoint,
  type DemandedQuorum,
  type ProvedHistory,
  type Quorum,
  type RecordedCheckpoint,
} from '#evidence';
import type { Config } from '#platform';
import { cosignedOrPlain } from '../../evidence/cosigned-or-plain';

/** What the quorum has to have cosigned: as much as is signed now. A running service is given the time that its witnesses take. */
export async function demandedCosigning(
  quorum: Quorum,
  { auditStore }: OpenStores,
  config: Config,
): Promise<Record<'ledger' | 'decisions', DemandedQuorum>> {
  const [ledger, decisions] = await Promise.all([
    signedSize(auditStore, LEDGER_HISTORY, config),
    signedSize(auditStore, DECISION_HISTORY, config),
  ]);
  return { ledger: { ...quorum, size: ledger }, decisions: { ...quorum, size: decisions } };
}

async function signedSize(
  auditStore: OpenStores['auditStore'],
  history: ProvedHistory,
  config: Config,
): Promise<number> {
  const newest = await newestCheckpoint(auditStore, history).catch(nullWhenDamaged);
  if (!newest) return 0;
  await cosignedOrPlain(newest, { auditStore, history }, config).catch(nullWhenDamaged);
  return newest.size;
}

/** Damage is found by the walk. */
function nullWhenDamaged(error: unknown): RecordedCheckpoint | null {
  if (error instanceof StoreUnavailable) throw error;
  return null;
}
