import type { EventStore } from '#event-store';
import type { RecordPlace } from '../records';
import type { Decision } from './decision';
import { decisionKind } from './decision-kind';

/** The decision at a place of the log; `null` where there is none. @throws StoreUnavailable @throws UnknownDecisions */
export async function decisionAt(
  auditStore: Pick<EventStore, 'readStream'>,
  { day, revision, index }: RecordPlace,
): Promise<Decision | null> {
  const [batch] = await auditStore.readStream(decisionKind.streamOf(day), { from: revision, limit: 1 });
  return batch?.revision === revision ? (decisionKind.decode(batch)[index] ?? null) : null;
}
