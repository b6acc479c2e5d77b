import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore, Position, StoredEvent } from '#event-store';
import { standInFor } from '../damaged-event';
import { ForeignReadModels } from '../read-model-storage';
import type { Decode } from '../read-model-tables';
import type { Candidate } from './candidate';
import type { LeasedFolder } from './leased-folder';
import type { Pace } from './pace';

/** How far the table has come, how far it has to come, and after how many events. */
export type Building = (reached: Position, goal: Position, events: number) => void;

/** What is done when a candidate is level with what it follows. */
export interface WhenLevel<Seen> {
  /** In the transaction in which it became level. */
  readonly conclude?: () => void;
  /** After that, before anybody else writes. */
  readonly look?: () => Seen;
}

/** A read of the log that finds nothing, though the live rows came from there, is tried again this often. */
const ATTEMPTS = 200;
const RETRY_MS = 25;

/** Brings candidates up to where the live rows are, batch by batch. */
export class LogFollower<Event> {
  constructor(
    private readonly folder: LeasedFolder<Event>,
    private readonly store: Pick<EventStore, 'readAll'>,
    private readonly decode: Decode<Event>,
    private readonly pace: Pace,
  ) {}

  /** @throws ForeignReadModels when the log has not what the live rows say they were built from. */
  async level<Seen>(
    candidate: Candidate<Event>,
    building: Building,
    whenLevel: WhenLevel<Seen>,
  ): Promise<Seen> {
    let [applied, fruitless] = [0, 0];
    for (;;) {
      const events = await this.next(candidate.position);
      const { isLevel, heldMs, seen } = await this.step(candidate, events, whenLevel);
      applied += events.length;
      building(candidate.position, candidate.goal, applied);
      if (isLevel) return seen as Seen;
      fruitless = events.length === 0 ? fruitless + 1 : 0;
      if (fruitless > ATTEMPTS) throw new ForeignReadModels(SHORT);
      await (fruitless > 0 ? delay(RETRY_MS) : this.pace.rest(heldMs));
    }
  }

  private async step<Seen>(
    candidate: Candidate<Event>,
    events: readonly StoredEvent[],
    { conclude, look }: WhenLevel<Seen>,
  ) {
    let [isLevel, heldMs] = [false, 0];
    const seen = await this.folder.write(
      () => {
        const begun = performance.now();
        isLevel = candidate.advance(events, this.decode, events.length < this.pace.batch);
        if (isLevel) conclude?.();
        heldMs = performance.now() - begun;
      },
      () => (isLevel ? look?.() : undefined),
    );
    return { isLevel, heldMs, seen };
  }

  private async next(after: Position): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    while (events.length < this.pace.batch) {
      const from = events.at(-1)?.position ?? after;
      const limit = this.pace.batch - events.length;
      try {
        for await (const event of this.store.readAll({ from, limit })) events.push(event);
        return events;
      } catch (error) {
        events.push(standInFor(error));
      }
    }
    return events;
  }
}

const SHORT = 'The ledger ends before the position that the live read models have reached.';
