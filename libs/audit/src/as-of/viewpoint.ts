import type { ConsentEvent, Instant, Recorded } from '#consent';
import type { Position } from '#event-store';
import type { Asked } from '#read-models';

/** Consent events in the ledger's order. */
export type History = readonly Recorded<ConsentEvent>[];

/** How much of a history is known: what was recorded until an instant, by the ledger's own clocks, or up to a position; inclusive. */
export type KnownAt = { readonly instant: Instant } | { readonly position: Position };

/** Where a question looks from, on both axes of time. */
export interface Viewpoint {
  /** The instant at which the record would be read. */
  readonly validAt: Instant;
  readonly knownAt: KnownAt;
  /** `now`: as the live check answered it. `then`: about an instant that somebody named, perhaps with hindsight. */
  readonly asked: Asked;
}

/** A history divided at a viewpoint. */
export interface Seen {
  /** What the answer follows from. */
  readonly counted: History;
  /** What became known, or took effect, only later. */
  readonly later: History;
}

export function seenFrom(viewpoint: Viewpoint, history: History): Seen {
  const counted = history.filter((recorded) => counts(recorded, viewpoint));
  const later = history.filter((recorded) => !counts(recorded, viewpoint));
  return { counted, later };
}

/**
 * A registration reaches back: it may state a start before its recording. What takes away does not: until the instant at which a
 * cancellation, a deletion or a new end was recorded, the consent stood as it was and may have been used.
 */
function counts(recorded: Recorded<ConsentEvent>, { validAt, knownAt, asked }: Viewpoint): boolean {
  if (!isKnown(recorded, knownAt)) return false;
  const { type, recordedAt } = recorded.event;
  return asked === 'now' || type === 'ConsentRegistered' || recordedAt <= validAt;
}

const isKnown = ({ event, position }: Recorded<ConsentEvent>, knownAt: KnownAt): boolean =>
  'instant' in knownAt ? event.recordedAt <= knownAt.instant : position <= knownAt.position;
