import type { EventStore } from '#event-store';
import { isMeant, type DecisionFilter } from './decision-filter';
import type { Decision } from './decision';
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
  readonly decisions: readonly Decision[];
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
  const decisions: Decision[] = [];
  let looked = 0;
  for await (const { place, decision } of readDecisions(auditStore, filter, options)) {
    if (isMeant(filter, decision)) decisions.push(decision);
    looked += 1;
    if (decisions.length === limits.found || looked === limits.looked) return { decisions, next: place };
  }
  return { decisions, next: null };
}
