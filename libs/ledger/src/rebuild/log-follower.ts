import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore, Position, StoredEvent } from '#event-store';
import { decoded } from '../apply-events';
import { ForeignReadModels } from '../read-model-storage';
import type { Decode } from '../read-model-tables';
import type { Candidate } from './candidate';
import type { LeasedFolder } from './leased-folder';
import { LogCursor } from './log-cursor';
import type { Pace } from './pace';

/** How far the tables have come, how far they have to come, and after how many events. */
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

  /**
   * Brings several up in one pass, in which each event is read and decoded once. Each has been level with what it follows when this
   * resolves; what it follows may have gone on since. @throws ForeignReadModels
   */
  async fill(candidates: readonly Candidate<Event>[], building: Building): Promise<void> {
    await this.follow(candidates, building, {});
  }

  /** @throws ForeignReadModels when the log has not what the live rows say they were built from. */
  level<Seen>(candidate: Candidate<Event>, building: Building, whenLevel: WhenLevel<Seen>): Promise<Seen> {
    return this.follow([candidate], building, whenLevel);
  }

  private async follow<Seen>(
    candidates: readonly Candidate<Event>[],
    building: Building,
    whenLevel: WhenLevel<Seen>,
  ): Promise<Seen> {
    const log = new LogCursor(this.store);
    let [behind, applied, fruitless] = [candidates, 0, 0];
    try {
      for (;;) {
        const events = await log.after(least(behind), this.pace.batch);
        const step = await this.step(behind, events, whenLevel);
        applied += events.length;
        building(least(candidates), greatestGoal(candidates), applied);
        if (step.behind.length === 0) return step.seen as Seen;
        behind = step.behind;
        fruitless = events.length === 0 ? fruitless + 1 : 0;
        if (fruitless > ATTEMPTS) throw new ForeignReadModels(SHORT);
        await (fruitless > 0 ? delay(RETRY_MS) : this.pace.rest(step.heldMs));
      }
    } finally {
      await log.close();
    }
  }

  /** Answers with those that are not level yet. */
  private async step<Seen>(
    candidates: readonly Candidate<Event>[],
    events: readonly StoredEvent[],
    { conclude, look }: WhenLevel<Seen>,
  ) {
    const due = decoded(events, this.decode);
    const isEndOfLog = events.length < this.pace.batch;
    let [behind, heldMs] = [candidates, 0];
    const seen = await this.folder.write(
      () => {
        const begun = performance.now();
        behind = candidates.filter((candidate) => !candidate.advance(due, isEndOfLog));
        if (behind.length === 0) conclude?.();
        heldMs = performance.now() - begun;
      },
      () => (behind.length === 0 ? look?.() : undefined),
    );
    return { behind, heldMs, seen };
  }
}

const least = <Event>(candidates: readonly Candidate<Event>[]): Position =>
  Math.min(...candidates.map(({ position }) => position));

const greatestGoal = <Event>(candidates: readonly Candidate<Event>[]): Position =>
  Math.max(...candidates.map(({ goal }) => goal));

const SHORT = 'The ledger ends before the position that the live read models have reached.';
