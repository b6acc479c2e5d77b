import type { Database, RootDatabase } from 'lmdb';
import { knownPosition, NO_POSITION, type Position, type StoredEvent } from '#event-store';
import { isAuditStream } from './audit-streams';
import { openRows, type Change, type RowDatabase, type RowReader } from './draft-rows';
import { jsonRows, NO_WORDS, rowsByWords, type RowFormat, type RowWords } from './row-format';

/** A projection, by shape: how a question's rows follow from the events. */
export interface Projection<Event> {
  readonly name: string;
  readonly version: number;
  /** What its rows repeat. A version keeps the words that it was first stored with, so other words need another version. */
  readonly words?: RowWords;
  apply(event: Event, rows: RowReader<never>): readonly Change[];
}

export type Decode<Event> = (stored: StoredEvent) => Event | null;

/** The last event that a read model has applied. Its id proves, at the next start, that the ledger is still the same one. */
export interface Checkpoint {
  readonly position: Position;
  readonly eventId: string;
  /** What the last event of the ledger itself is known by, wherever the ledger is moved. Absent: `position`. */
  readonly knownPosition?: Position;
}

/** How far the rows in one of a read model's tables have come. Absent table: the first. */
export interface Standing extends Checkpoint {
  readonly table?: number;
}

/** Tables that nobody is answered from: the one that was live before, and the one that is being built. */
export interface Aside {
  readonly previous?: Standing;
  readonly shadow?: Standing;
}

export interface ReadModel<Event> {
  readonly projection: Projection<Event>;
  /** Rows of another version of the projection are another read model, so that an older service may go on beside a newer one. */
  readonly name: string;
  /**
   * One that answers, one to go back to, one to build in. Every process opens them all, and looks up which one is live whenever it
   * reads or writes: so another can become live under all of them at once.
   */
  readonly tables: readonly RowDatabase[];
}

const TABLES = 3;
const FIRST = 0;

/** A table's name in LMDB. */
export const tableName = (model: string, table = FIRST): string =>
  table === FIRST ? model : `${model}.${table}`;

export const modelName = ({ name, version }: Pick<Projection<never>, 'name' | 'version'>): string =>
  `${name}.v${version}`;

/** What the folder of the read models holds. */
export class ReadModelTables<Event> {
  private constructor(
    /** How far the live rows of each read model have come, and in which table they are. */
    readonly live: Database<Standing, string>,
    readonly aside: Database<Aside, string>,
    readonly models: readonly ReadModel<Event>[],
    private readonly formats: RowFormats,
  ) {}

  static open<Event>(
    environment: RootDatabase,
    projections: readonly Projection<Event>[],
  ): ReadModelTables<Event> {
    const formats = new RowFormats(environment);
    const models = projections.map((projection): ReadModel<Event> => {
      const name = modelName(projection);
      const format = formats.begin(name, projection.words);
      const tables = Array.from({ length: TABLES }, (_, table) =>
        openRows(environment, tableName(name, table), format),
      );
      return { projection, name, tables };
    });
    const live = environment.openDB<Standing, string>({ name: 'checkpoints', encoding: 'json' });
    const aside = environment.openDB<Aside, string>({ name: 'generations', encoding: 'json' });
    return new ReadModelTables(live, aside, models, formats);
  }

  /** @param name the projection's. */
  model(name: string): ReadModel<Event> {
    const found = this.models.find(({ projection }) => projection.name === name);
    if (!found) throw new Error(`There is no read model ${name}.`);
    return found;
  }

  /** How the rows of a read model are stored, also of a version that this build has no projection for. */
  formatOf(name: string): RowFormat {
    return this.formats.of(name);
  }

  liveOf({ name }: ReadModel<Event>): Standing | undefined {
    return this.live.get(name);
  }

  asideOf({ name }: ReadModel<Event>): Aside {
    return this.aside.get(name) ?? {};
  }

  setLive({ name }: ReadModel<Event>, standing: Standing): void {
    void this.live.put(name, standing);
  }

  setAside({ name }: ReadModel<Event>, aside: Aside): void {
    void this.aside.put(name, aside);
  }
}

/** The words of each read model, in its folder: a newer build reads an older version's rows by them. */
class RowFormats {
  private readonly words: Database<RowWords, string>;
  private readonly known = new Map<string, RowFormat>();

  constructor(environment: RootDatabase) {
    this.words = environment.openDB<RowWords, string>({ name: 'words', encoding: 'json' });
  }

  /** For a read model that has no rows yet, or has had words from the beginning. */
  begin(model: string, words = NO_WORDS): RowFormat {
    if (!this.words.get(model)) this.words.putSync(model, words);
    return this.of(model);
  }

  of(model: string): RowFormat {
    const known = this.known.get(model);
    if (known) return known;
    const words = this.words.get(model);
    const format = words ? rowsByWords(words) : jsonRows;
    this.known.set(model, format);
    return format;
  }
}

export const positionOf = (standing: Standing | undefined): Position => standing?.position ?? NO_POSITION;

export const knownPositionOf = (standing: Standing | undefined): Position =>
  standing?.knownPosition ?? positionOf(standing);

/** The checkpoint of a read model after it has applied these events, at least one. */
export function checkpointAfter(events: readonly StoredEvent[], before: Standing | undefined): Checkpoint {
  const { position, id: eventId } = events.at(-1)!;
  const last = events.findLast(({ stream }) => !isAuditStream(stream));
  return { position, eventId, knownPosition: last ? knownPosition(last) : knownPositionOf(before) };
}

export const rowsIn = <Event>({ tables }: ReadModel<Event>, standing: Standing | undefined): RowDatabase =>
  tables[standing?.table ?? FIRST]!;
