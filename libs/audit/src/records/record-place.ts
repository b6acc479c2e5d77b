import { dateOf, dayOf } from './days';
import type { RecordPlace } from './read-records';

/** A place as people write it: `2026-03-02/17/0`. It holds wherever the ledger is moved. */
export const formatRecordPlace = ({ day, revision, index }: RecordPlace): string =>
  `${dateOf(day)}/${revision}/${index}`;

const PLACE = /^(\d{4}-\d\d-\d\d)\/(\d{1,15})\/(\d{1,15})$/;

/** `null` for anything that `formatRecordPlace` does not write. */
export function parseRecordPlace(text: string): RecordPlace | null {
  const [, date, revision, index] = PLACE.exec(text) ?? [];
  const midnight = Date.parse(`${date}T00:00:00.000Z`);
  if (Number.isNaN(midnight)) return null;
  const place = { day: dayOf(midnight), revision: Number(revision), index: Number(index) };
  return formatRecordPlace(place) === text ? place : null;
}
