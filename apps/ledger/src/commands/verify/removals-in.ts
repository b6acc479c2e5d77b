import type { OpenStores } from '#consent-ledger';
import { StoreUnavailable } from '#event-store';
import { readRemovals, type Removal } from '#retention';

/**
 * The removals that a ledger has recorded. Where one cannot be read, none counts: the walk reports it, and every batch without its
 * records. @throws StoreUnavailable
 */
export async function removalsIn({ store }: Pick<OpenStores, 'store'>): Promise<readonly Removal[]> {
  try {
    return await readRemovals(store);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return [];
  }
}
