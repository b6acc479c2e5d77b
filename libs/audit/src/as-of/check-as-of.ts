import {
  checkConsent,
  checkProjection,
  type CheckAnswer,
  type CheckQuestion,
  RowsInMemory,
  type CheckRow,
  type CheckRows,
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
function checkRowsOf(history: History): CheckRows {
  const rows = new RowsInMemory<CheckRow>();
  for (const recorded of history) rows.apply(checkProjection.apply(recorded, rows));
  return rows;
}
