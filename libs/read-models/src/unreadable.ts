import { isUnreadable } from '#consent';
import { consentKey } from './consent-key';
import type { EventProjection, Key, Projection, RowReader } from './projection';

/** A mark under this key stands for good: whatever comes later in the consent's stream, its history has a gap. */
const unreadableKey = (assertionId: string): Key => [MARKED, consentKey(assertionId)];

const MARKED = 'unreadable';

/** Whether what stands under the key is such a mark, and no row that a question is answered from. */
export const isUnreadableMark = ([first]: Key): boolean => first === MARKED;

/** Whether something in the consent's history could not be read. It then gives no access, and no list has it. */
export const isUnreadableConsent = (rows: RowReader<unknown>, assertionId: string): boolean =>
  rows.get(unreadableKey(assertionId)) !== null;

/** Nobody reads it as a row, only that it is there. */
const MARK: unknown = { isUnreadable: true };

/** A projection that notes which consents can no longer be judged, beside the rows that it makes of the others' events. */
export const notingUnreadable = <Row>(projection: EventProjection<Row>): Projection<Row> => ({
  ...projection,
  apply: (event, rows) =>
    isUnreadable(event)
      ? [{ key: unreadableKey(event.assertionId), row: MARK as Row }]
      : projection.apply(event, rows),
});
