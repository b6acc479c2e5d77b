import type { Removed } from '#audit';
import { formatInstant, type Instant } from '#consent';
import { knownPosition, type EventStore, type NewEvent, type StoredEvent } from '#event-store';
import { newId, newRandomId } from '#platform';
import type { Grounds } from '../holds/hold';
import { demandGrounds } from '../holds/holds';
import { isReleased, type RetentionPlan } from '../plan/plan';
import type { Removal, RemovalBegun, RemovalEnded, RemovalEvent } from './removal';
import { decodeRemoval, encodeRemoval } from './removal-codec';

/** Removals are events of the ledger, so they are proved with the others. */
export const REMOVALS = 'records-removed';

/** So many days stand in one event, which a log takes at once. */
const DAYS_IN_AN_EVENT = 500;

/** The removals of what a plan releases; none, when it releases nothing. @throws HoldRefused when a text cannot be kept for good. */
export function removalsOf(
  plan: RetentionPlan,
  grounds: Grounds & { readonly recordedAt: Instant },
): readonly RemovalBegun[] {
  demandGrounds(grounds);
  const days = plan.days.filter(isReleased).map(({ keptBy: _, ...day }) => day);
  const removals: RemovalBegun[] = [];
  for (let first = 0; first < days.length; first += DAYS_IN_AN_EVENT)
    removals.push({
      type: 'RemovalBegun',
      removalId: newRandomId(),
      plan: plan.digest,
      years: plan.years!,
      ...(plan.onlyBefore !== null && { onlyBefore: plan.onlyBefore }),
      days: days.slice(first, first + DAYS_IN_AN_EVENT),
      ...grounds,
    });
  return removals;
}

const eventOf = (event: RemovalEvent): NewEvent => ({ id: newId(), ...encodeRemoval(event) });

/** Records, before anything is removed, what will be. @throws StoreUnavailable */
export async function beginRemovals(
  store: Pick<EventStore, 'append'>,
  removals: readonly RemovalBegun[],
): Promise<void> {
  for (const removal of removals) await store.append(REMOVALS, 'any', [eventOf(removal)]);
}

/** Records how a removal ended, unless another process has done so. @throws StoreUnavailable, UnknownRemoval */
export async function endRemoval(
  store: Pick<EventStore, 'append' | 'readStream'>,
  ended: Omit<RemovalEnded, 'type'>,
): Promise<void> {
  const event = eventOf({ type: 'RemovalEnded', ...ended });
  for (;;) {
    const { removals, revision } = await removalsAndRevision(store);
    const removal = removals.find(({ begun }) => begun.removalId === ended.removalId);
    if (!removal || removal.ended) return;
    if ((await store.append(REMOVALS, revision, [event])).ok) return;
  }
}

/** Every removal that was begun, in that order. @throws UnknownRemoval, StoreUnavailable */
export const readRemovals = async (store: Pick<EventStore, 'readStream'>): Promise<readonly Removal[]> =>
  (await removalsAndRevision(store)).removals;

async function removalsAndRevision(store: Pick<EventStore, 'readStream'>) {
  const events = await store.readStream(REMOVALS);
  const removals = new Map<string, Removal>();
  for (const event of events) add(removals, event);
  return { removals: [...removals.values()], revision: events.at(-1)?.revision ?? ('no-stream' as const) };
}

function add(removals: Map<string, Removal>, stored: StoredEvent): void {
  const event = decodeRemoval(stored);
  if (event.type === 'RemovalBegun') {
    const place = { position: stored.position, knownPosition: knownPosition(stored) };
    removals.set(event.removalId, { begun: event, ...place });
  } else {
    const removal = removals.get(event.removalId);
    if (removal) removals.set(event.removalId, { ...removal, ended: event, endPosition: stored.position });
  }
}

/** What stands in the place of the records that a removal removed. */
export const noteOf = ({ removalId, recordedAt, authority }: RemovalBegun): Removed => ({
  removalId,
  at: formatInstant(recordedAt),
  authority,
});
