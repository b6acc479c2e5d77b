import { NO_POSITION, type Batch, type EventStore, type Position } from '#event-store';
import { decoded, draftAfter, type DecodedEvent } from './apply-events';
import { standInFor } from './damaged-event';
import { storedRow, type Key, type RowDatabase, type RowReader } from './draft-rows';
import { DerivedDataFolder } from './derived-data-folder';
import { demandLogEnd } from './log-end';
import {
  checkpointAfter,
  knownPositionOf,
  positionOf,
  ReadModelTables,
  rowsIn,
  type Checkpoint,
  type Decode,
  type Projection,
  type ReadModel,
} from './read-model-tables';

export interface Rows<Row> extends RowReader<Row> {
  scan(prefix: Key, from?: Key): Iterable<{ readonly key: Key; readonly row: Row }>;
}

/** The rows at one moment, and the moment: nothing that other processes write meanwhile is seen half. */
export interface View<Row> {
  readonly rows: Rows<Row>;
  readonly position: Position;
  /** What the last event behind the rows is known by, wherever the ledger is moved: to be written down where it is to last. */
  readonly knownPosition: Position;
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
  private constructor(
    readonly folder: DerivedDataFolder<ReadModelTables<Event>>,
    readonly decode: Decode<Event>,
  ) {}

  static open<Event>(
    directory: string,
    projections: readonly Projection<Event>[],
    decode: Decode<Event>,
  ): ReadModelStorage<Event> {
    const folder = DerivedDataFolder.open(directory, (environment) =>
      ReadModelTables.open(environment, projections),
    );
    return new ReadModelStorage(folder, decode);
  }

  /** The machine stopped under the rows, so they were discarded and are built again. */
  get wasDiscarded(): boolean {
    return this.folder.wasDiscarded;
  }

  get names(): readonly string[] {
    return this.tables.models.map(({ projection }) => projection.name);
  }

  private get tables(): ReadModelTables<Event> {
    return this.folder.content;
  }

  /** The last event that one read model has applied. */
  checkpoint(name: string): Position {
    return positionOf(this.tables.liveOf(this.tables.model(name)));
  }

  /**
   * @throws LogEndLost when the log ends before the place where a read model stopped.
   * @throws ForeignReadModels when it holds another event there: the rows are then of another ledger, or of a history that was lost.
   */
  async demandSameLedger(store: Pick<EventStore, 'readAll'>): Promise<void> {
    for (const model of this.tables.models) {
      const checkpoint = this.tables.liveOf(model);
      if (checkpoint && !(await holdsEvent(store, checkpoint))) {
        const what = `the read models in ${this.folder.path}`;
        await demandLogEnd(store, { position: checkpoint.position, what });
        throw new ForeignReadModels(
          `The read models in ${this.folder.path} were built from another history: ${model.name} stopped at position ` +
            `${checkpoint.position}, where the log has another event. ${AFTER_OTHER_HISTORY}`,
        );
      }
    }
  }

  /** The position that every read model has reached. */
  position(): Position {
    this.folder.environment.resetReadTxn();
    return Math.min(...this.tables.models.map((model) => positionOf(this.tables.liveOf(model))));
  }

  /**
   * Applies the events of a batch that came after `after`, all of them or none: everything that can fail comes before the first
   * write, because LMDB would commit what was written before a throw.
   * @throws HoleInProgress when some read model has not reached `after`.
   */
  async apply(batch: Batch, after: Position): Promise<void> {
    const last = batch.events.at(-1);
    if (!last) return;
    const events = decoded(batch.events, this.decode);
    await this.folder.write(() => {
      const drafts = this.tables.models.map((model) => this.draft(model, events, after));
      for (const { model, rows, live } of drafts) {
        rows.write();
        if (positionOf(live) < last.position) {
          this.tables.setLive(model, { ...checkpointAfter(batch.events, live), table: live?.table });
        }
      }
    });
  }

  private draft(model: ReadModel<Event>, events: readonly DecodedEvent<Event>[], after: Position) {
    const live = this.tables.liveOf(model);
    const reached = positionOf(live);
    if (reached < after) throw new HoleInProgress(`${model.name} stands at ${reached}, not at ${after}.`);
    const rows = draftAfter(model.projection, rowsIn(model, live), events, reached);
    return { model, rows, live };
  }

  /** What one read model holds at this moment; to be read at once, before anything is awaited. */
  view<Row>(name: string): View<Row> {
    const model = this.tables.model(name);
    this.folder.environment.resetReadTxn();
    const live = this.tables.liveOf(model);
    const rows = rowsOf<Row>(rowsIn(model, live));
    return { rows, position: positionOf(live), knownPosition: knownPositionOf(live) };
  }

  async close(): Promise<void> {
    await this.folder.close();
  }
}

/** What to do where the log holds another event than the one that something was built from. */
export const AFTER_OTHER_HISTORY =
  'If an older backup of the log was restored and written to since, restore a newer one: what was lost may be a cancellation. Move ' +
  'the folder away, to build it from this log, only if it was made by another ledger.';

/**
 * Whether the log has, where something that follows from it stopped, the event that it stopped at. What was built of an empty log
 * stopped before every event, and every log begins so.
 */
export async function holdsEvent(
  store: Pick<EventStore, 'readAll'>,
  { position, eventId }: Checkpoint,
): Promise<boolean> {
  if (position === NO_POSITION) return true;
  try {
    for await (const event of store.readAll({ direction: 'backwards', from: position, limit: 1 })) {
      return event.position === position && event.id === eventId;
    }
    return false;
  } catch (error) {
    const damaged = standInFor(error);
    return damaged.position === position && damaged.id === eventId;
  }
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
