import type { EventStore, Position } from '#event-store';
import { PositionBeyondHead } from './read-barrier';

/**
 * What stands before a question that reads the log itself. The log holds every position up to its end, so nothing has to be waited
 * for, and only a position after the end cannot be answered from.
 * @throws PositionBeyondHead when `atLeast` is after the end of the log.
 * @throws StoreUnavailable when the end of the log cannot be learned.
 */
export async function demandPosition(store: Pick<EventStore, 'head'>, atLeast: Position): Promise<void> {
  if (atLeast > (await store.head())) throw new PositionBeyondHead();
}
