import type { EventStore } from '#event-store';
import { isMeant, type DecisionFilter } from './decision-filter';
import type { ReadRecordsOptions, RecordPlace } from '../records';
import { readDecisions, type PlacedDecision } from './read-decisions';

/** The decisions that a filter means, one after the other; see `readDecisions` for their order and what is read for them. */
export async function* searchDecisions(
  auditStore: Pick<EventStore, 'readStream'>,
  filter: DecisionFilter,
  options: ReadRecordsOptions = {},
): AsyncGenerator<PlacedDecision> {
  for await (const placed of readDecisions(auditStore, filter, options)) {
    if (isMeant(filter, placed.decision)) yield placed;
  }
}

/** A part of what a search finds. */
export interface DecisionPage {
  readonly found: readonly PlacedDecision[];
  /** How far the search has come; `null` when there is nothing behind. */
  readonly next: RecordPlace | null;
}

export interface PageLimits {
  /** How many decisions a page holds at most. */
  readonly found: number;
  /** How many are looked at for a page at most: a rare find must not keep a service busy. */
  readonly looked: number;
}

/** The next page of a search. It may hold fewer than the limit, or none, and still have another one behind it. */
export async function pageOfDecisions(
  auditStore: Pick<EventStore, 'readStream'>,
  filter: DecisionFilter,
  limits: PageLimits,
  options: ReadRecordsOptions = {},
): Promise<DecisionPage> {
  const found: PlacedDecision[] = [];
  let looked = 0;
  for await (const placed of readDecisions(auditStore, filter, options)) {
    if (isMeant(filter, placed.decision)) found.push(placed);
    looked += 1;
    if (found.length === limits.found || looked === limits.looked) return { found, next: placed.place };
  }
  return { found, next: null };
}
