import { beginsWith, compareKeys } from '../keys';
import type { Change, Key, Rows } from '../projection';

export interface KeyedRow<Row> {
  readonly key: Key;
  readonly row: Row;
}

export interface MemoryRows<Row> extends Rows<Row> {
  apply(changes: readonly Change<Row>[]): void;
  /** Every row, in key order. */
  all(): readonly KeyedRow<Row>[];
}

/** Rows are kept as JSON, so that a row which would not survive being stored does not survive here. */
export function memoryRows<Row>(): MemoryRows<Row> {
  const stored = new Map<string, string>();
  const rowAt = (key: string): Row | null => {
    const json = stored.get(key);
    return json === undefined ? null : JSON.parse(json);
  };
  const all = (): KeyedRow<Row>[] =>
    [...stored.keys()]
      .map((key) => ({ key: JSON.parse(key) as Key, row: rowAt(key)! }))
      .sort((a, b) => compareKeys(a.key, b.key));
  return {
    all,
    get: (key) => rowAt(JSON.stringify(key)),
    scan: (prefix, from = prefix) =>
      all().filter(({ key }) => beginsWith(key, prefix) && compareKeys(key, from) >= 0),
    apply: (changes) => {
      for (const { key, row } of changes) {
        if (row === null) stored.delete(JSON.stringify(key));
        else stored.set(JSON.stringify(key), JSON.stringify(row));
      }
    },
  };
}
