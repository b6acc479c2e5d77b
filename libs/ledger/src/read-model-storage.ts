import type { Database, RootDatabase } from 'lmdb';
import { NO_POSITION, type Batch, type EventStore, type Position, type StoredEvent } from '#event-store';
import { DraftRows, storedRow, type Change, type Key, type RowDatabase, type RowReader } from './draft-rows';
import { ReadModelFolder } from './read-model-folder';

/** A projection, by shape: how a question's rows follow from the events. */
export interface Projection<Event> {
  readonly name: string;
  readonly version: number;
  apply(event: Event, rows: RowReader<never>): readonly Change[];
}

export interface Rows<Row> extends RowReader<Row> {
  scan(prefix: Key, from?: Key): Iterable<{ readonly key: Key; readonly row: Row }>;
}

/** The last event that a read model has applied. Its id proves, at the next start, that the ledger is still the same one. */
export interface Checkpoint {
  readonly position: Position;
  readonly eventId: string;
}

/** The rows at one moment, and the moment: nothing that other processes write meanwhile is seen half. */
export interface View<Row> {
  readonly rows: Rows<Row>;
  readonly position: Position;
}

interface Table<Event> {
  readonly projection: Projection<Event>;
  /** Rows of another version of the projection are another table, so that an older service may go on beside a newer one. */
  readonly name: string;
  readonly rows: RowDatabase;
}

interface Content<Event> {
  readonly checkpoints: Database<Checkpoint, string>;
  readonly tables: readonly Table<Event>[];
}

interface Positioned<Event> {
  readonly position: Position;
  readonly event: Event | null;
}

/** Batches were skipped: applying this one would leave a hole. */
export class HoleInProgress extends Error {
  override readonly name = 'HoleInProgress';
}

/** The rows follow from another log than this one. */
export class ForeignReadModels extends Error {
  override readonly name = 'ForeignReadModels';
}

/**
 * The read models' rows and checkpoints in LMDB. A batch is applied to every read model in one transaction with its checkpoints,
 * and an event at or before a checkpoint is passed over, so that several processes may share the folder and do the same work.
 */
export class ReadModelStorage<Event> {
  private readonly checkpoints: Database<Checkpoint, string>;
  private readonly tables: readonly Table<Event>[];

  private constructor(
    private readonly folder: ReadModelFolder<Content<Event>>,
    private readonly decode: (stored: StoredEvent) => Event | null,
  ) {
    ({ checkpoints: this.checkpoints, tables: this.tables } = folder.content);
  }

  static open<Event>(
    directory: string,
    projections: readonly Projection<Event>[],
    decode: (stored: StoredEvent) => Event | null,
  ): ReadModelStorage<Event> {
    const folder = ReadModelFolder.open(directory, (environment) => openTables(environment, projections));
    return new ReadModelStorage(folder, decode);
  }

  /** The machine stopped under the rows, so they were discarded and are built anew. */
  get wasDiscarded(): boolean {
    return this.folder.wasDiscarded;
  }

  get names(): readonly string[] {
    return this.tables.map(({ projection }) => projection.name);
  }

  /** The last event that one read model has applied. */
  checkpoint(name: string): Position {
    return this.positionOf(this.table(name));
  }

  /**
   * @throws ForeignReadModels when the log does not hold, where a read model stopped, the event that it stopped at: the rows are
   * then of another ledger, or of a history that was lost.
   */
  async demandSameLedger(store: Pick<EventStore, 'readAll'>): Promise<void> {
    for (const { name } of this.tables) {
      const checkpoint = this.checkpoints.get(name);
      if (checkpoint && !(await holdsEvent(store, checkpoint))) {
        throw new ForeignReadModels(
          `The read models in ${this.folder.path} were built from another ledger: ${name} stopped at position ` +
            `${checkpoint.position}, where this one has another event or none. Move the folder away to build them anew.`,
        );
      }
    }
  }

  /** The position that every read model has reached. */
  position(): Position {
    this.folder.environment.resetReadTxn();
    return Math.min(...this.tables.map((table) => this.positionOf(table)));
  }

  /**
   * Applies the events of a batch that came after `after`, all of them or none: everything that can fail comes before the first
   * write, because LMDB would commit what was written before a throw.
   * @throws HoleInProgress when some read model has not reached `after`.
   */
  async apply(batch: Batch, after: Position): Promise<void> {
    const last = batch.events.at(-1);
    if (!last) return;
    const events = batch.events.map((stored) => ({ position: stored.position, event: this.decode(stored) }));
    const checkpoint = { position: last.position, eventId: last.id };
    await this.folder.write(() => {
      const drafts = this.tables.map((table) => this.draft(table, events, after));
      for (const { table, rows, reached } of drafts) {
        rows.write();
        if (reached < checkpoint.position) void this.checkpoints.put(table.name, checkpoint);
      }
    });
  }

  private draft(table: Table<Event>, events: readonly Positioned<Event>[], after: Position) {
    const reached = this.positionOf(table);
    if (reached < after) throw new HoleInProgress(`${table.name} stands at ${reached}, not at ${after}.`);
    const rows = new DraftRows(table.rows);
    for (const { position, event } of events) {
      if (event && position > reached) rows.change(table.projection.apply(event, rows));
    }
    return { table, rows, reached };
  }

  /** What one read model holds at this moment; to be read at once, before anything is awaited. */
  view<Row>(name: string): View<Row> {
    const table = this.table(name);
    this.folder.environment.resetReadTxn();
    return { rows: rowsOf<Row>(table.rows), position: this.positionOf(table) };
  }

  async close(): Promise<void> {
    await this.folder.close();
  }

  private positionOf({ name }: Table<Event>): Position {
    return this.checkpoints.get(name)?.position ?? NO_POSITION;
  }

  private table(name: string): Table<Event> {
    const table = this.tables.find(({ projection }) => projection.name === name);
    if (!table) throw new Error(`There is no read model ${name}.`);
    return table;
  }
}

function openTables<Event>(environment: RootDatabase, projections: readonly Projection<Event>[]) {
  const tables = projections.map((projection): Table<Event> => {
    const name = `${projection.name}.v${projection.version}`;
    return { projection, name, rows: environment.openDB({ name, encoding: 'json' }) };
  });
  const checkpoints: Database<Checkpoint, string> = environment.openDB({
    name: 'checkpoints',
    encoding: 'json',
  });
  return { checkpoints, tables };
}

/** Whether the log has, where something that follows from it stopped, the event that it stopped at. */
export async function holdsEvent(
  store: Pick<EventStore, 'readAll'>,
  { position, eventId }: Checkpoint,
): Promise<boolean> {
  for await (const event of store.readAll({ direction: 'backwards', from: position, limit: 1 })) {
    return event.position === position && event.id === eventId;
  }
  return false;
}

function rowsOf<Row>(database: RowDatabase): Rows<Row> {
  return {
    get: (key) => storedRow<Row>(database, key),
    *scan(prefix, from = prefix) {
      for (const { key, value } of database.getRange({ start: [...from] })) {
        if (!prefix.every((part, index) => key[index] === part)) return;
        yield { key, row: value as Row };
      }
    },
  };
}
