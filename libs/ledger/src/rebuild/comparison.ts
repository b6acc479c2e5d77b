import { setImmediate as turn } from 'node:timers/promises';
import type { Transaction } from 'lmdb';
import type { Key } from '../draft-rows';
import type { RowFormat } from '../row-format';
import { StateDigest } from './state-digest';
import {
  hashOf,
  keyIn,
  pairs,
  rowIn,
  twins,
  type Pair,
  type StoredRows,
  type UNREADABLE,
} from './stored-rows';

/** A row that is not the same in both tables. */
export interface Difference {
  readonly key: Key | typeof UNREADABLE;
  /** `null`: not there. */
  readonly before: unknown;
  /** `null`: not there. */
  readonly after: unknown;
}

export interface Digested {
  /** 64 hexadecimal digits. */
  readonly digest: string;
  readonly rows: number;
}

export interface Comparison {
  readonly before: Digested;
  readonly after: Digested;
  readonly differences: number;
}

export interface ComparisonWatcher {
  compared(rows: number): void;
  differs(difference: Difference): void;
}

/** A table, and how its rows are stored. */
export interface ComparedTable {
  readonly rows: StoredRows;
  readonly format: RowFormat;
}

/** Two tables in one snapshot. */
export interface TwoTables {
  readonly before: ComparedTable;
  readonly after: ComparedTable;
  readonly snapshot: Transaction;
}

/** Rows looked at before others get their turn. */
const ROWS_PER_TURN = 500;

/** Compares them row by row and by the digest of all their rows, for as long as `demandGoingOn` does not throw. */
export async function compare(
  tables: TwoTables,
  watcher: ComparisonWatcher,
  demandGoingOn: () => void,
): Promise<Comparison> {
  const digests = { before: new StateDigest(), after: new StateDigest() };
  let [compared, differences] = [0, 0];
  for (const pair of pairsOf(tables)) {
    if (!areEqual(pair, tables, digests)) {
      differences += 1;
      watcher.differs(differenceOf(pair, tables));
    }
    compared += 1;
    if (compared % ROWS_PER_TURN === 0) {
      watcher.compared(compared);
      await turn();
      demandGoingOn();
    }
  }
  return { before: digested(digests.before), after: digested(digests.after), differences };
}

/** A table that stands for both is walked through once. */
function pairsOf({ before, after, snapshot }: TwoTables): Iterable<Pair> {
  const rowsOf = ({ rows }: ComparedTable) => rows.getRange({ transaction: snapshot });
  return before === after ? twins(rowsOf(after)) : pairs(rowsOf(before), rowsOf(after));
}

interface Digests {
  readonly before: StateDigest;
  readonly after: StateDigest;
}

/** Adds the rows to their digests. */
function areEqual(pair: Pair, tables: TwoTables, digests: Digests): boolean {
  const { key, before, after } = pair;
  const hash = before && hashOf({ key, value: before }, tables.before.format);
  if (hash) digests.before.add(hash);
  if (!after) return false;
  const other =
    hash && areSameBytes(pair, tables) ? hash : hashOf({ key, value: after }, tables.after.format);
  digests.after.add(other);
  return hash?.equals(other) ?? false;
}

/** They are then the same row, where both tables have one format. With other bytes they may still be, in other words. */
const areSameBytes = ({ before, after }: Pair, tables: TwoTables): boolean =>
  tables.before.format === tables.after.format &&
  before !== null &&
  after !== null &&
  Buffer.compare(before, after) === 0;

const differenceOf = ({ key, before, after }: Pair, tables: TwoTables): Difference => ({
  key: keyIn(key),
  before: before && rowIn(before, tables.before.format),
  after: after && rowIn(after, tables.after.format),
});

const digested = (digest: StateDigest): Digested => ({ digest: digest.toString(), rows: digest.rows });
