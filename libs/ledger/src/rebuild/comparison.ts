import { setImmediate as turn } from 'node:timers/promises';
import type { Transaction } from 'lmdb';
import type { Key } from '../draft-rows';
import { StateDigest } from './state-digest';
import { hashOf, keyIn, pairs, rowIn, type Pair, type StoredRows, type UNREADABLE } from './stored-rows';

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

/** Two tables in one snapshot. */
export interface TwoTables {
  readonly before: StoredRows;
  readonly after: StoredRows;
  readonly snapshot: Transaction;
}

/** Rows looked at before others get their turn. */
const ROWS_PER_TURN = 500;

/** Compares them row by row and by the digest of all their rows, for as long as `demandGoingOn` does not throw. */
export async function compare(
  { before, after, snapshot }: TwoTables,
  watcher: ComparisonWatcher,
  demandGoingOn: () => void,
): Promise<Comparison> {
  const digests = { before: new StateDigest(), after: new StateDigest() };
  const range = { transaction: snapshot };
  let [compared, differences] = [0, 0];
  for (const pair of pairs(before.getRange(range), after.getRange(range))) {
    if (!areEqual(pair, digests)) {
      differences += 1;
      watcher.differs(differenceOf(pair));
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

interface Digests {
  readonly before: StateDigest;
  readonly after: StateDigest;
}

/** Adds the rows to their digests. Rows with the same bytes are the same; with others they may still be, in other words. */
function areEqual({ key, before, after }: Pair, digests: Digests): boolean {
  const hash = before && hashOf(key, before);
  if (hash) digests.before.add(hash);
  if (!after) return false;
  const other = hash && Buffer.compare(before, after) === 0 ? hash : hashOf(key, after);
  digests.after.add(other);
  return hash?.equals(other) ?? false;
}

const differenceOf = ({ key, before, after }: Pair): Difference => ({
  key: keyIn(key),
  before: before && rowIn(before),
  after: after && rowIn(after),
});

const digested = (digest: StateDigest): Digested => ({ digest: digest.toString(), rows: digest.rows });
