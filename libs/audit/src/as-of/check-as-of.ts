import {
  checkConsent,
  checkProjection,
  type CheckAnswer,
  type CheckQuestion,
  type CheckRow,
  type Key,
  type RowReader,
} from '#read-models';
import { seenFrom, type History, type Viewpoint } from './viewpoint';

/**
 * What a check would be answered from this viewpoint: the events that count there, through the live check's own projection and query.
 * The history holds at least every event about the patient's consents at the place asked about, in the ledger's order.
 */
export function checkAsOf(history: History, question: CheckQuestion, viewpoint: Viewpoint): CheckAnswer {
  const { counted } = seenFrom(viewpoint, history);
  return checkConsent(checkRowsOf(counted), question, viewpoint.validAt, viewpoint.asked);
}

/** The rows of the live check's read model after these events and no others. */
function checkRowsOf(history: History): RowReader<CheckRow> {
  const rows = new Map<string, CheckRow>();
  const reader = { get: (key: Key) => rows.get(JSON.stringify(key)) ?? null };
  for (const recorded of history) {
    for (const { key, row } of checkProjection.apply(recorded, reader)) {
      if (row) rows.set(JSON.stringify(key), row);
      else rows.delete(JSON.stringify(key));
    }
  }
  return reader;
}
