import type { Opening } from '#audit';
import { parseInstant, type Instant, type PersonIdentity } from '#consent';
import type { EventStore } from '#event-store';
import { searchSignOns } from '#sign-on';

/** Who opened a patient in the portal, since the ledger began. Every day has a stream of its own. @throws StoreUnavailable */
export async function openingsOf(
  store: Pick<EventStore, 'readAll' | 'readStream'>,
  patient: PersonIdentity,
  now: Instant,
): Promise<Opening[]> {
  const from = await beginningOf(store);
  if (from === null) return [];
  const found: Opening[] = [];
  for await (const entry of searchSignOns(store, { from, before: now + 1, patient }))
    if (entry.type === 'PatientOpened') found.push(entry);
  return found;
}

/** The time of the ledger never falls, so nothing was recorded before its first event. `null`: there is none, or it has no time. */
async function beginningOf(store: Pick<EventStore, 'readAll'>): Promise<Instant | null> {
  for await (const { data } of store.readAll()) {
    const { recordedAt } = data as { readonly recordedAt?: unknown };
    if (typeof recordedAt === 'string') return parseInstant(recordedAt);
  }
  return null;
}
