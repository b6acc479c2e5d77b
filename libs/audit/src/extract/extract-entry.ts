import type { Instant, PersonIdentity } from '#consent';
import type { Access } from '../accesses';
import type { Decision } from '../decisions';
import type { HistoryEntry } from '../history';
import type { RecordPlace, Removed } from '../records';

/** Somebody opened the patient in the portal. */
export interface Opening {
  readonly recordedAt: Instant;
  readonly person: PersonIdentity;
  readonly organisationNumber: string;
  /** On what ground, as the health indicator names them. Absent: searched for in the portal. */
  readonly basis?: 'HPMOTTATTSAMTYKKE' | 'HPAKUTT' | 'HPUNNTAK';
  readonly correlationId: string;
}

/** What happened to a consent of the patient. */
export interface EventEntry {
  readonly kind: 'event';
  readonly at: Instant;
  readonly entry: HistoryEntry;
  readonly isEmergency: boolean;
}

/** A check that was answered. */
export interface CheckEntry {
  readonly kind: 'check';
  readonly at: Instant;
  readonly decision: Decision;
  readonly place: RecordPlace;
}

/** A look at what is kept of the patient, or a denied call about it. */
export interface LookEntry {
  readonly kind: 'look';
  readonly at: Instant;
  readonly access: Access;
  readonly place: RecordPlace;
}

export interface OpeningEntry {
  readonly kind: 'opening';
  readonly at: Instant;
  readonly opening: Opening;
}

/** All records of some days were removed when their time was over; nobody can say whether any was about the patient. */
export interface RemovedEntry {
  readonly kind: 'removed';
  /** The beginning of the first day. */
  readonly at: Instant;
  readonly of: 'checks' | 'looks';
  /** The first and the last of the days, such as `2015-03-02`. */
  readonly first: string;
  readonly last: string;
  readonly removed: Removed;
}

/** One happening of a patient's extract. */
export type ExtractEntry = EventEntry | CheckEntry | LookEntry | OpeningEntry | RemovedEntry;
