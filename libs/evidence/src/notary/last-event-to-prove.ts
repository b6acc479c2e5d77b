import { knownPosition, NO_POSITION, type EventStore, type Position } from '#event-store';
import { isAuditStream } from '#ledger';

/** How many of the newest events are looked at: on EventStoreDB, records of checks stand among them. */
const NEWEST = 1_000;

/** Where the last event stands that the tree has to hold; `NO_POSITION` if there is none among the newest. @throws StoreUnavailable */
export async function lastEventToProve(store: Pick<EventStore, 'readAll'>): Promise<Position> {
  for await (const stored of store.readAll({ direction: 'backwards', limit: NEWEST }))
    if (!isAuditStream(stored.stream)) return knownPosition(stored);
  return NO_POSITION;
}
