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
  try {
    const { size, root } = await withoutTheirRecords(streamOfContent(day), removalId, auditStore);
    if (size === 0) return 'there';
    return size === day.batches && root === day.root ? 'removed' : 'other';
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return 'other';
  }
}

/** The batches of a stream that lack their records in the name of a removal: how many, and the root over their leaves. */
async function withoutTheirRecords(stream: string, removalId: string, auditStore: AuditStore) {
  const tree = new RootAccumulator();
  for (let from = 0, isWhole = false; !isWhole; from += PAGE) {
    const page = await auditStore.readStream(stream, { from, limit: PAGE });
    for (const batch of page.filter((one) => removalIn(one)?.removalId === removalId))
      tree.add(DECISION_HISTORY.leafOf(batch));
    isWhole = page.length < PAGE;
  }
  return { size: tree.size, root: tree.size === 0 ? '' : tree.root().toString('base64') };
}

/** What there is of all days of a removal: a log is rewritten as a whole, so they are alike. @throws StoreUnavailable */
export async function findRemoval(removal: RemovalBegun, auditStore: AuditStore): Promise<DayFound> {
  const found = new Set<DayFound>();
  for (const day of removal.days) found.add(await findDay(day, removal, auditStore));
  return found.size === 1 ? [...found][0]! : 'other';
}
