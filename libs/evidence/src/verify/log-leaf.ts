import { knownPosition, type Position } from '#event-store';
import { newestRevision, type NewestRevision } from '../tree/revision-map';
import type { ProvedHistory } from '../tree/proved-history';
import type { Hash } from '../tree/hashing';
import { isDamaged, type Entry } from './every-entry';

/** What the log has in the place of a leaf. */
export interface LogLeaf {
  /** `null` when the event cannot be read, and so equals no leaf. */
  readonly hash: Hash | null;
  /** Where it stands in this log. */
  readonly position: Position;
  /** How people know its position. */
  readonly known: Position;
  readonly stream?: string;
  /** What it makes the newest of its stream; not of what cannot be read. */
  readonly newest?: NewestRevision;
}

export const logLeaf = (entry: Entry, { leafOf }: ProvedHistory): LogLeaf =>
  isDamaged(entry)
    ? { hash: null, position: entry.position, known: entry.position }
    : {
        hash: leafOf(entry),
        position: entry.position,
        known: knownPosition(entry),
        stream: entry.stream,
        newest: newestRevision(entry.stream, entry.revision),
      };
