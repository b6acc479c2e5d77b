import { beginsWith, compareKeys } from './keys';
import type { Change, Key, Rows } from './projection';

/** Rows that are kept nowhere else: of a few events, to answer one question. */
export class RowsInMemory<Row> implements Rows<Row> {
  private readonly rows = new Map<string, { readonly key: Key; readonly row: Row }>();

  get(key: Key): Row | null {
    return this.rows.get(nameOf(key))?.row ?? null;
  }

  scan(prefix: Key, from: Key = prefix): Iterable<{ readonly key: Key; readonly row: Row }> {
    return [...this.rows.values()]
      .filter(({ key }) => beginsWith(key, prefix) && compareKeys(key, from) >= 0)
      .sort((one, other) => compareKeys(one.key, other.key));
  }

  apply(changes: readonly Change<Row>[]): void {
    for (const { key, row } of changes) {
      if (row === null) this.rows.delete(nameOf(key));
      else this.rows.set(nameOf(key), { key, row });
    }
  }
}

const nameOf = (key: Key): string => JSON.stringify(key);
