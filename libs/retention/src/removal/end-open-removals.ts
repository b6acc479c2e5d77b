import type { EventStore } from '#event-store';
import type { Removal, RemovalEnded } from './removal';
import { findRemoval } from './removed-so-far';
import { endRemoval, readRemovals } from './removals';

/** Nobody can say how a removal ended: some of its records are gone, or others than it lists. */
export class RemovalInDoubt extends Error {
  override readonly name = 'RemovalInDoubt';
}

/** A ledger's two logs, and who ends what when. */
export interface Ending extends Pick<RemovalEnded, 'systemUser' | 'recordedAt'> {
  readonly store: Pick<EventStore, 'append' | 'readStream'>;
  readonly auditStore: Pick<EventStore, 'readStream'>;
}

/**
 * Ends removals that were begun and broken off, as each was found: its records are gone, or all of them are there. Only while nobody
 * rewrites the log. @throws RemovalInDoubt, StoreUnavailable, UnknownRemoval
 */
export async function endOpenRemovals({
  store,
  auditStore,
  ...who
}: Ending): Promise<readonly RemovalEnded[]> {
  const ended: RemovalEnded[] = [];
  for (const { begun } of (await readRemovals(store)).filter(isOpen)) {
    const found = await findRemoval(begun, auditStore);
    if (found === 'other')
      throw new RemovalInDoubt(
        `The removal ${begun.removalId} was begun and not completed, and what is gone is not what it lists. Nothing was changed. ` +
          'Run "ledger verify" for details, and restore the audit log from a backup.',
      );
    const end = { removalId: begun.removalId, isRemoved: found === 'removed', ...who };
    await endRemoval(store, end);
    ended.push({ type: 'RemovalEnded', ...end });
  }
  return ended;
}

/** Whether nobody has seen how it ended. */
export const isOpen = ({ ended }: Removal): boolean => ended === undefined;
