import { accessKind, dayOf, decisionKind, removalIn } from '#audit';
import type { StoredEvent } from '#event-store';
import { DECISION_HISTORY, RootAccumulator, withoutRecords } from '#evidence';
import type { DayContent } from '../plan/day-content';
import type { RemovalBegun, RemovedDay } from './removal';
import { noteOf } from './removals';

/** What is in the log is not what the plan was made for: nothing was removed. */
export class PlanChanged extends Error {
  override readonly name = 'PlanChanged';
}

const kinds = { checks: decisionKind, looks: accessKind } as const;

/** The stream of a day's records. */
export const streamOfContent = ({ kind, day }: Pick<DayContent, 'kind' | 'day'>): string =>
  kinds[kind].streamOf(dayOf(Date.parse(`${day}T00:00:00Z`)));

interface Day {
  readonly planned: RemovedDay;
  readonly removal: RemovalBegun;
  readonly tree: RootAccumulator;
}

/** Removes the records of some days from their batches, and sees that they are those that were planned. */
export class Removing {
  private readonly days = new Map<string, Day>();

  constructor(removals: readonly RemovalBegun[]) {
    for (const removal of removals)
      for (const planned of removal.days)
        this.days.set(streamOfContent(planned), { planned, removal, tree: new RootAccumulator() });
  }

  concerns = (stream: string): boolean => this.days.has(stream);

  /** A batch without its records; the event itself, where there is nothing to remove. Batches are given in the order of the log. */
  readonly remove = (event: StoredEvent): StoredEvent => {
    const day = this.days.get(event.stream);
    if (!day || removalIn(event)) return event;
    day.tree.add(DECISION_HISTORY.leafOf(event));
    return withoutRecords(event, noteOf(day.removal));
  };

  /** After the last event. @throws PlanChanged when other batches were met than the plan lists. */
  demandPlanned(): void {
    for (const { planned, tree } of this.days.values())
      if (tree.size !== planned.batches || tree.root().toString('base64') !== planned.root)
        throw new PlanChanged(
          `The ${planned.kind} of ${planned.day} are not those of the plan. Nothing was removed; make a new plan.`,
        );
  }
}
