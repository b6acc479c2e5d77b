import type { OpenStores } from '#consent-ledger';
import { holdsAt, type Removal } from '#retention';
import { unlessReported } from './reported-by-walk';

/** The ids of the holds that were in force when each removal was begun, by its id; `null` where holds cannot be read. */
export type HoldsAtRemovals = ReadonlyMap<string, readonly string[] | null>;

/** @throws StoreUnavailable */
export async function holdsAtRemovals(
  removals: readonly Removal[],
  { store }: Pick<OpenStores, 'store'>,
): Promise<HoldsAtRemovals> {
  const holds = new Map<string, readonly string[] | null>();
  for (const { begun, position } of removals) {
    const then = await unlessReported(() => holdsAt(store, position));
    holds.set(begun.removalId, then && then.map(({ placed }) => placed.holdId));
  }
  return holds;
}
