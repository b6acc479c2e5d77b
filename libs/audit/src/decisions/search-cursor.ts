import type { RecordOrder, RecordPlace, TimeSpan } from '../records';

/** How far a search has come, and what it must go on with to be the same search. */
export interface SearchCursor extends TimeSpan {
  readonly order: RecordOrder;
  readonly after: RecordPlace;
}

const RADIX = 36;
const TEXT = /^[no](?:\.[0-9a-z]{1,11}){5}$/;

const fieldsOf = ({ from, before, after: { day, revision, index } }: SearchCursor): readonly number[] => [
  from,
  before,
  day,
  revision,
  index,
];

/** A cursor as text that needs no escaping anywhere. Callers are to pass it on, not to read it. */
export const encodeSearchCursor = (cursor: SearchCursor): string =>
  [cursor.order.charAt(0), ...fieldsOf(cursor).map((field) => field.toString(RADIX))].join('.');

/** `null` for anything that `encodeSearchCursor` does not write of times since 1970. */
export function decodeSearchCursor(text: string): SearchCursor | null {
  if (!TEXT.test(text)) return null;
  const [order, ...fields] = text.split('.');
  const [from, before, day, revision, index] = fields.map((field) => parseInt(field, RADIX));
  const cursor: SearchCursor = {
    from: from!,
    before: before!,
    order: order === 'n' ? 'newest-first' : 'oldest-first',
    after: { day: day!, revision: revision!, index: index! },
  };
  return fieldsOf(cursor).every(Number.isSafeInteger) && encodeSearchCursor(cursor) === text ? cursor : null;
}
