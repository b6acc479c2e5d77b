import type { Database, RootDatabase } from 'lmdb';
import type { RowFormat } from './row-format';

declare module 'lmdb' {
  interface DatabaseOptions {
    /** What `lmdb` takes beside its declarations: how values become bytes. */
    encoder?: RowFormat;
  }
}

export type Key = readonly (string | number)[];
export type RowDatabase = Database<unknown, (string | number)[]>;

export interface RowReader<Row> {
  get(key: Key): Row | null;
}

export interface Change {
  readonly key: Key;
  /** `null` deletes. */
  readonly row: unknown;
}

export const openRows = (environment: RootDatabase, name: string, format: RowFormat): RowDatabase =>
  environment.openDB({ name, encoding: 'binary', encoder: format });

export const storedRow = <Row>(database: RowDatabase, key: Key): Row | null =>
  (database.get(key as (string | number)[]) as Row | undefined) ?? null;

/** Rows as they will be: the changes of a batch over what is stored. Each changed row is written once, however often it changed. */
export class DraftRows implements RowReader<never> {
  private readonly changes = new Map<string, Change>();

  constructor(private readonly database: RowDatabase) {}

  get(key: Key): never | null {
    const change = this.changes.get(nameOf(key));
    return (change ? change.row : storedRow(this.database, key)) as never;
  }

  change(changes: readonly Change[]): void {
    for (const change of changes) this.changes.set(nameOf(change.key), change);
  }

  /** Within the transaction that they were read in. */
  write(): void {
    for (const { key, row } of this.changes.values()) {
      if (row === null) void this.database.remove([...key]);
      else void this.database.put([...key], row);
    }
  }
}

const nameOf = (key: Key): string => JSON.stringify(key);
