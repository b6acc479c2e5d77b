import type { ExpectedRevision, NewEvent } from '#event-store';
import { newId } from '#platform';
import type { Decision } from './decision';
import { encodeDecisions } from './decision-codec';
import { dayOf, decisionStream } from './decision-streams';

/**
 * How many decisions a batch may hold. The longest that the doors let through takes less than 4 KiB, so every batch is one that a
 * log takes at once; an ordinary decision takes half a KiB.
 */
export const MAX_BATCH = 250;

/** Decisions of one day on their way into the log: the same event, with the same id, however often it is tried. */
export class DecisionBatch {
  readonly stream: string;
  readonly event: NewEvent;
  /** The place where it was tried last, or `null`. Trying it there again shows for certain whether it has been written. */
  triedAt: ExpectedRevision | null = null;

  private constructor(readonly decisions: readonly Decision[]) {
    this.stream = decisionStream(dayOf(decisions[0]!.decidedAt));
    this.event = { id: newId(), ...encodeDecisions(decisions) };
  }

  /** Takes the next batch from the front of those that wait: at least one does. */
  static takenFrom(waiting: Decision[]): DecisionBatch {
    const day = dayOf(waiting[0]!.decidedAt);
    let size = 1;
    while (size < Math.min(waiting.length, MAX_BATCH) && dayOf(waiting[size]!.decidedAt) === day) size += 1;
    return new DecisionBatch(waiting.splice(0, size));
  }
}
