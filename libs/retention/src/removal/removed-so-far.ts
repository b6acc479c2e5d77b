import { removalIn } from '#audit';
import { StoreUnavailable, type EventStore } from '#event-store';
import { DECISION_HISTORY, RootAccumulator } from '#evidence';
import type { RemovalBegun, RemovedDay } from './removal';
import { streamOfContent } from './removing';

type AuditStore = Pick<EventStore, 'readStream'>;

/**
 * What there is of a day that a removal lists: exactly the batches that it lists, without their records (`removed`); none without
 * its records in the name of the removal (`there`); or anything else (`other`).
 */
export type DayFound = 'removed' | 'there' | 'other';

/** How many batches are read at a time. */
const PAGE = 100;

/** @throws StoreUnavailable */
export async function findDay(
  day: RemovedDay,
  { removalId }: Pick<RemovalBegun, 'removalId'>,
  auditStore: AuditStore,
): Promise<DayFound> {
  const tree = new RootAccumulator();
  try {
    for (let from = 0; ; from += PAGE) {
      const page = await auditStore.readStream(streamOfContent(day), { from, limit: PAGE });
      for (const batch of page)
        if (removalIn(batch)?.removalId === removalId) tree.add(DECISION_HISTORY.leafOf(batch));
      if (page.length < PAGE) break;
    }
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return 'other';
  }
  if (tree.size === 0) return 'there';
  return tree.size === day.batches && tree.root().toString('base64') === day.root ? 'removed' : 'other';
}

/** What there is of all days of a removal: a log is rewritten as a whole, so they are alike. @throws StoreUnavailable */
export async function findRemoval(removal: RemovalBegun, auditStore: AuditStore): Promise<DayFound> {
  const found = new Set<DayFound>();
  for (const day of removal.days) found.add(await findDay(day, removal, auditStore));
  return found.size === 1 ? [...found][0]! : 'other';
}
