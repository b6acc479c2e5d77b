import type { Checkpoint } from '../note/checkpoint';
import { cosignaturesOn, type WitnessKey } from '../note/cosignature';
import { InvalidNote, readNote } from '../note/signed-note';
import { isConsistent } from '../tree/consistency';
import type { Hash } from '../tree/hashing';

/** A checkpoint that its ledger has signed, and where it was found. */
export interface FoundCheckpoint extends Checkpoint {
  readonly source: string;
  /** The signed note. */
  readonly note: string;
}

/** The hashes that are to show that the newer of two trees begins with the older one. */
export interface GivenProof {
  /** The history that it is of. */
  readonly origin: string;
  readonly olderSize: number;
  readonly newerSize: number;
  readonly hashes: readonly Hash[];
}

/**
 * How two checkpoints of one history are to each other:
 * - `same`: they commit to the same events.
 * - `goes on`: the newer is proved to begin with the older.
 * - `unknown`: the sizes differ, and nothing that was given proves that the newer begins with the older.
 * - `not proved`: a given proof of that does not hold.
 * - `split view`: the ledger has signed both, and they contradict each other.
 */
export type Relation = 'same' | 'goes on' | 'unknown' | 'not proved' | 'split view';

export interface Compared {
  readonly relation: Relation;
  /** The one with fewer events, or the one that came first. */
  readonly older: FoundCheckpoint;
  readonly newer: FoundCheckpoint;
}

/** Compares the checkpoints of each history: those of the same size with each other, and each size with the next. */
export function compareCheckpoints(
  checkpoints: readonly FoundCheckpoint[],
  proofs: readonly GivenProof[],
): Compared[] {
  const histories = grouped(checkpoints, ({ origin }) => origin);
  return histories.flatMap((history) => comparedInOne(history, proofs));
}

function comparedInOne(history: readonly FoundCheckpoint[], proofs: readonly GivenProof[]): Compared[] {
  const ordered = history.toSorted((one, other) => one.size - other.size);
  const sizes = grouped(ordered, ({ size }) => size);
  const firsts = sizes.map(([first]) => first!);
  const own = proofs.filter(({ origin }) => origin === firsts[0]!.origin);
  const steps = firsts.slice(1).map((newer, index) => step(firsts[index]!, newer, { firsts, proofs: own }));
  return [...sizes.flatMap(comparedAtOneSize), ...steps];
}

/** In the order in which each group began. */
function grouped<T>(values: readonly T[], keyOf: (value: T) => unknown): T[][] {
  const groups = new Map<unknown, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return [...groups.values()];
}

/** Each is compared with the first that says the same, and those that do not say the same with each other. */
function comparedAtOneSize(checkpoints: readonly FoundCheckpoint[]): Compared[] {
  const byText = grouped(checkpoints, ({ note }) => readNote(note).text);
  const copies = byText.flatMap(([older, ...others]) =>
    others.map((newer): Compared => ({ relation: 'same', older: older!, newer })),
  );
  const distinct = byText.map(([first]) => first!);
  const pairs = distinct.flatMap((older, index) =>
    distinct.slice(index + 1).map((newer): Compared => ({ relation: atOneSize(older, newer), older, newer })),
  );
  return [...copies, ...pairs];
}

/** A checkpoint of an earlier version says nothing of the newest revisions. */
function atOneSize(one: FoundCheckpoint, other: FoundCheckpoint): Relation {
  const areOfOneMap =
    !one.newestRevisions || !other.newestRevisions || one.newestRevisions.equals(other.newestRevisions);
  return one.root.equals(other.root) && areOfOneMap ? 'same' : 'split view';
}

interface Known {
  readonly firsts: readonly FoundCheckpoint[];
  readonly proofs: readonly GivenProof[];
}

/** Two that are both proved to be beginnings of a third are beginnings of one history, too. */
function step(older: FoundCheckpoint, newer: FoundCheckpoint, { firsts, proofs }: Known): Compared {
  const direct = proofs.filter(
    ({ olderSize, newerSize }) => olderSize === older.size && newerSize === newer.size,
  );
  const begins = (one: FoundCheckpoint, other: FoundCheckpoint): boolean =>
    proofs.some(({ hashes, olderSize }) => olderSize === one.size && isConsistent(one, other, hashes));
  const areProved =
    begins(older, newer) || firsts.some((third) => begins(older, third) && begins(newer, third));
  const otherwise = direct.length > 0 ? 'not proved' : 'unknown';
  return { relation: areProved ? 'goes on' : otherwise, older, newer };
}

/** Which of these witnesses have cosigned both of two checkpoints: when those contradict each other, they have witnessed two histories. */
export function witnessesOfBoth(
  { older, newer }: Pick<Compared, 'older' | 'newer'>,
  keys: readonly WitnessKey[],
): string[] {
  return keys
    .filter((key) => [older, newer].every(({ note }) => hasCosigned(note, key)))
    .map(({ name }) => name);
}

function hasCosigned(note: string, key: WitnessKey): boolean {
  try {
    return cosignaturesOn(note, [key]).length > 0;
  } catch (error) {
    if (error instanceof InvalidNote) return false;
    throw error;
  }
}
