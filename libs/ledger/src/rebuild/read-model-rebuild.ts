import type { EventStore, Position } from '#event-store';
import type { ReadModelStorage } from '../read-model-storage';
import { tableName, type ReadModel } from '../read-model-tables';
import { Candidate, type Role } from './candidate';
import { compare, type ComparedTable, type Comparison, type ComparisonWatcher } from './comparison';
import { emptyFreeTables } from './free-tables';
import { LeasedFolder } from './leased-folder';
import { liveVersion, type LiveVersion } from './live-version';
import { LogFollower, type Building } from './log-follower';
import { Pace } from './pace';

/** Nothing was live before what is live now. */
export class NothingToUndo extends Error {
  override readonly name = 'NothingToUndo';
}

/** Hears of long work while it is done. */
export interface RebuildWatcher extends ComparisonWatcher {
  readonly building: Building;
  /** So many rows are going to be compared, or a few more. */
  comparing(rows: number): void;
}

export interface Built extends Comparison {
  /** The version that was built. */
  readonly version: number;
  /** The version that it was compared with; `null` when nothing was live yet. */
  readonly against: number | null;
  /** Where both stood. */
  readonly position: Position;
}

/**
 * Builds read models again beside the live ones, compares the two, and puts the one in the other's place, while services go on
 * answering from the folder and writing to it. What is live changes in one transaction only; until then, whatever happens leaves
 * it as it was.
 */
export class ReadModelRebuild<Event> {
  private readonly pace: Pace;
  private readonly log: LogFollower<Event>;
  private underWay: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly folder: LeasedFolder<Event>,
    store: Pick<EventStore, 'readAll'>,
    { decode }: ReadModelStorage<Event>,
  ) {
    this.pace = new Pace(() => folder.isShared());
    this.log = new LogFollower(folder, store, decode, this.pace);
  }

  /** @throws RebuildUnderWay, and ForeignReadModels when the rows are of another ledger. */
  static async begin<Event>(
    storage: ReadModelStorage<Event>,
    store: Pick<EventStore, 'readAll'>,
  ): Promise<ReadModelRebuild<Event>> {
    await storage.demandSameLedger(store);
    return new ReadModelRebuild(await LeasedFolder.of(storage.folder), store, storage);
  }

  /**
   * Builds read models again, in one pass from the beginning of the log and with this build's code. What an earlier attempt left
   * behind is cleared away first.
   */
  build(names: readonly string[], building: Building): Promise<void> {
    return this.run(this.buildAside(names, building));
  }

  /** Brings what was built up to where the live one stands, and compares the two there. */
  compare(name: string, watcher: RebuildWatcher): Promise<Built> {
    return this.run(this.compared(this.folder.tables.model(name), watcher));
  }

  /** Puts what was built in the live one's place, in the transaction in which it applies the last events. */
  goLive(name: string, building: Building): Promise<void> {
    return this.run(this.switchTo('shadow', name, building));
  }

  /** Clears away what was built. */
  async discard(name: string): Promise<void> {
    await this.run(this.giveUp(this.folder.tables.model(name)));
  }

  /**
   * Puts what was live before the last change back in its place, after bringing it up to where the live one stands, with this
   * build's code. What is live now becomes what can be gone back to. @throws NothingToUndo
   */
  async undo(name: string, building: Building): Promise<void> {
    if (!this.canUndo(name)) {
      throw new NothingToUndo(
        `There is nothing to go back to: nothing was live before what is live now of ${name}.`,
      );
    }
    await this.run(this.switchTo('previous', name, building));
  }

  /** Whether something was live before what is live now. */
  canUndo(name: string): boolean {
    const { tables } = this.folder;
    return tables.asideOf(tables.model(name)).previous !== undefined;
  }

  /** Stops what is under way, and lets others rebuild. */
  async close(): Promise<void> {
    this.folder.stop();
    await this.underWay;
    await this.folder.release();
  }

  private run<T>(work: Promise<T>): Promise<T> {
    this.underWay = work.catch(() => undefined);
    return work;
  }

  private async buildAside(names: readonly string[], building: Building): Promise<void> {
    const candidates: Candidate<Event>[] = [];
    for (const name of names) candidates.push(await this.begun(this.folder.tables.model(name)));
    await this.log.fill(candidates, building);
  }

  private async begun(model: ReadModel<Event>): Promise<Candidate<Event>> {
    const candidate = this.candidate(model, 'shadow', liveVersion(this.folder.tables, model.projection));
    const [table] = await this.giveUp(model);
    await this.folder.write(() => candidate.begin(table!));
    return candidate;
  }

  /** Answers with the tables that are free then. */
  private async giveUp(model: ReadModel<Event>): Promise<readonly number[]> {
    await this.folder.write(() => this.candidate(model, 'shadow', null).giveUp());
    return emptyFreeTables(this.folder, model, this.pace);
  }

  /** In one snapshot, in which both stand at the same position. Without anything live, the new rows stand for both. */
  private async compared(model: ReadModel<Event>, watcher: RebuildWatcher): Promise<Built> {
    const against = liveVersion(this.folder.tables, model.projection);
    const candidate = this.candidate(model, 'shadow', against);
    const after = await this.table(model.name, candidate.table);
    const before = against ? await this.table(against.model, against.table) : after;
    const snapshot = await this.log.level(candidate, watcher.building, {
      look: () => this.folder.snapshot(),
    });
    try {
      const { position } = candidate;
      watcher.comparing((after.rows.getStats() as { entryCount: number }).entryCount);
      const comparison = await compare({ before, after, snapshot }, watcher, this.folder.demandGoingOn);
      return {
        ...comparison,
        version: model.projection.version,
        against: against?.version ?? null,
        position,
      };
    } finally {
      snapshot.done();
    }
  }

  private async table(model: string, table: number | undefined): Promise<ComparedTable> {
    const rows = await this.folder.bytesOf(tableName(model, table));
    return { rows, format: this.folder.tables.formatOf(model) };
  }

  private async switchTo(role: Role, name: string, building: Building): Promise<void> {
    const model = this.folder.tables.model(name);
    const candidate = this.candidate(model, role, liveVersion(this.folder.tables, model.projection));
    await this.log.level(candidate, building, { conclude: () => candidate.goLive() });
    await emptyFreeTables(this.folder, model, this.pace);
  }

  private candidate(model: ReadModel<Event>, role: Role, follows: LiveVersion | null): Candidate<Event> {
    return new Candidate(() => this.folder.tables, model, role, follows?.model ?? null);
  }
}
