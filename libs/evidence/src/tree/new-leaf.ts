import type { Position, StoredEvent } from '#event-store';
import type { Hash } from './hashing';
import { LEDGER_HISTORY, type ProvedHistory } from './proved-history';
import { newestRevision, type NewestRevision } from './revision-map';

/** An event that is to become a leaf. */
export interface NewLeaf {
  readonly hash: Hash;
  readonly position: Position;
  readonly eventId: string;
  /** What it makes the newest of its stream. */
  readonly newest: NewestRevision;
}

/** What hashing costs is paid here, outside of any transaction. */
export const newLeaf = (event: StoredEvent, { leafOf }: ProvedHistory = LEDGER_HISTORY): NewLeaf => ({
  hash: leafOf(event),
  position: event.position,
  eventId: event.id,
  newest: newestRevision(event.stream, event.revision),
});
