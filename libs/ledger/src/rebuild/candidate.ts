import { NO_POSITION, type Position } from '#event-store';
import { draftAfter, type DecodedEvent } from '../apply-events';
import {
  checkpointAfter,
  positionOf,
  rowsIn,
  type Aside,
  type ReadModel,
  type ReadModelTables,
  type Standing,
} from '../read-model-tables';

export type Role = keyof Aside;

/**
 * A table that may become the live one. It applies the log as far as the live one has come and never further, so that the two can be
 * compared; and when it takes over, it does not stand before the one that it follows. All that writes is to be called within a
 * write transaction.
 */
export class Candidate<Event> {
  constructor(
    private readonly tablesNow: () => ReadModelTables<Event>,
    private readonly model: ReadModel<Event>,
    private readonly role: Role,
    /** The read model to be level with: itself, or an older version of it; `null` when neither exists. */
    readonly follows: string | null,
  ) {}

  private get tables(): ReadModelTables<Event> {
    return this.tablesNow();
  }

  get position(): Position {
    return positionOf(this.standing);
  }

  /** Where what it follows stands; the end of the log, wherever that is, when there is nothing to follow. */
  get goal(): Position {
    const standings = [this.tables.liveOf(this.model), this.follows && this.tables.live.get(this.follows)];
    const goal = Math.max(...standings.map((standing) => positionOf(standing || undefined)));
    return goal === NO_POSITION && this.follows === null ? Infinity : goal;
  }

  /** The table that its rows are in. */
  get table(): number | undefined {
    return this.standing?.table;
  }

  /** Begins with no rows, in a table that has none. */
  begin(table: number): void {
    this.stand({ position: NO_POSITION, eventId: '', table });
  }

  /** Applies those of the log's next events that the live table has applied. Answers whether it is level with it. */
  advance(events: readonly DecodedEvent<Event>[], isEndOfLog: boolean): boolean {
    const { goal, position } = this;
    const due = events.filter(({ stored }) => stored.position > position && stored.position <= goal);
    const last = due.at(-1)?.stored;
    if (last) this.apply(due);
    return goal === Infinity ? isEndOfLog : (last?.position ?? position) >= goal;
  }

  /** Takes the live table's place, which can then be gone back to. */
  goLive(): void {
    const { [this.role]: candidate, ...others } = this.tables.asideOf(this.model);
    const live = this.tables.liveOf(this.model);
    if (candidate) this.tables.setLive(this.model, candidate);
    this.tables.setAside(this.model, { ...others, previous: live });
  }

  /** Is no candidate any more. */
  giveUp(): void {
    this.tables.setAside(this.model, { ...this.tables.asideOf(this.model), [this.role]: undefined });
  }

  private apply(events: readonly DecodedEvent<Event>[]): void {
    const { model, position, standing } = this;
    if (!standing) throw new Error(`There is nothing of ${model.name} to bring up to date.`);
    draftAfter(model.projection, rowsIn(model, standing), events, position).write();
    const stored = events.map((event) => event.stored);
    this.stand({ ...checkpointAfter(stored, standing), table: standing.table });
  }

  private get standing(): Standing | undefined {
    return this.tables.asideOf(this.model)[this.role];
  }

  private stand(standing: Standing): void {
    this.tables.setAside(this.model, { ...this.tables.asideOf(this.model), [this.role]: standing });
  }
}
