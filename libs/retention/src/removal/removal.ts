import type { Instant } from '#consent';
import type { Position } from '#event-store';
import type { Grounds } from '../holds/hold';
import type { DayContent } from '../plan/day-content';

/** A day whose records are removed: how many there were, and the root that names them in the tree. */
export type RemovedDay = Omit<DayContent, 'keptBy'>;

/** Records whose time is over are about to be removed: which days, by which plan, why, on what authority, and by whom. Names no person. */
export interface RemovalBegun extends Grounds {
  readonly type: 'RemovalBegun';
  readonly removalId: string;
  /** The digest of the plan. */
  readonly plan: string;
  /** How many years records were kept. */
  readonly years: number;
  /** The plan had only days before this one, although later ones may have lapsed. Absent: it had all. */
  readonly onlyBefore?: string;
  readonly days: readonly RemovedDay[];
  readonly recordedAt: Instant;
}

/** From here on, nothing else may be removed in the name of the removal. */
export interface RemovalEnded {
  readonly type: 'RemovalEnded';
  readonly removalId: string;
  /** Whether all its records are gone. Otherwise it was broken off before any was. */
  readonly isRemoved: boolean;
  /** The user of the operating system, and the machine, such as `anna@consents-1`. */
  readonly systemUser: string;
  readonly recordedAt: Instant;
}

export type RemovalEvent = RemovalBegun | RemovalEnded;

/** A removal, as its events say. */
export interface Removal {
  readonly begun: RemovalBegun;
  /** Where the log holds its beginning. */
  readonly position: Position;
  /** What that position is known by in records, wherever the log is moved. */
  readonly knownPosition: Position;
  /** Absent while nobody has seen how it ended. */
  readonly ended?: RemovalEnded;
  /** Where the log holds its end. */
  readonly endPosition?: Position;
}
