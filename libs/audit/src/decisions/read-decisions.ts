import type { EventStore } from '#event-store';
import { readRecords, type ReadRecordsOptions, type RecordPlace, type TimeSpan } from '../records';
import type { Decision } from './decision';
import { decisionKind } from './decision-kind';

export interface PlacedDecision {
  readonly place: RecordPlace;
  readonly decision: Decision;
}

/** Every decision of the days that a span touches; see `readRecords`. @throws StoreUnavailable @throws UnknownDecisions */
export async function* readDecisions(
  auditStore: Pick<EventStore, 'readStream'>,
  span: TimeSpan,
  options: ReadRecordsOptions = {},
): AsyncGenerator<PlacedDecision> {
  for await (const { place, record } of readRecords({ kind: decisionKind, auditStore }, span, options))
    yield { place, decision: record };
}
