import type { Position, StoredEvent } from '#event-store';
import { DraftRows, type RowDatabase } from './draft-rows';
import type { Decode, Projection } from './read-model-tables';

/** A stored event, and what projections see of it. `null`: it is of no interest to them. */
export interface DecodedEvent<Event> {
  readonly stored: StoredEvent;
  readonly event: Event | null;
}

export const decoded = <Event>(
  events: readonly StoredEvent[],
  decode: Decode<Event>,
): DecodedEvent<Event>[] => events.map((stored) => ({ stored, event: decode(stored) }));

/**
 * The rows of a table as they are after these events; those at or before `reached` are passed over. Live rows and rebuilt ones both
 * come from here, and are the same because of it. Nothing is written yet.
 */
export function draftAfter<Event>(
  projection: Projection<Event>,
  table: RowDatabase,
  events: readonly DecodedEvent<Event>[],
  reached: Position,
): DraftRows {
  const rows = new DraftRows(table);
  for (const { stored, event } of events) {
    if (event !== null && stored.position > reached) rows.change(projection.apply(event, rows));
  }
  return rows;
}
