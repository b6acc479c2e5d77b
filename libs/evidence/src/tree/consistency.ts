import { EMPTY_ROOT, nodeHash, type Hash } from './hashing';
import { rangeHash, splitOf, type Nodes } from './range';
import { areHashes, isCount, parent, sidesOnTheWay } from './siblings';

/** A tree: how many leaves it has, and what they hash to. */
export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

/**
 * The hashes that show that the tree of `newSize` leaves begins with the tree of `oldSize` leaves (RFC 9162, 2.1.4.1); none when
 * that needs no showing, because it is the same tree or an empty one. @throws RangeError when the older one is larger.
 */
export function consistencyProof(nodes: Nodes, oldSize: number, newSize: number): Hash[] {
  if (!isCount(oldSize) || oldSize > newSize) throw new RangeError(`No ${oldSize} leaves in ${newSize}`);
  return oldSize === 0 || oldSize === newSize ? [] : subproof({ nodes, oldSize }, [0, newSize], true);
}

interface Older {
  readonly nodes: Nodes;
  readonly oldSize: number;
}

/** `isOldRoot`: the older tree is the left edge so far, so its root is what the verifier has already. */
function subproof(older: Older, [from, to]: [number, number], isOldRoot: boolean): Hash[] {
  const { nodes, oldSize } = older;
  if (oldSize === to) return isOldRoot ? [] : [rangeHash(nodes, from, to)];
  const middle = from + splitOf(to - from);
  return oldSize <= middle
    ? [...subproof(older, [from, middle], isOldRoot), rangeHash(nodes, middle, to)]
    : [...subproof(older, [middle, to], false), rangeHash(nodes, from, middle)];
}

/** Whether the proof shows that the newer tree begins with the older one (RFC 9162, 2.1.4.2). */
export function isConsistent(older: TreeHead, newer: TreeHead, proof: readonly Hash[]): boolean {
  if (!areHeads(older, newer) || !areHashes([older.root, newer.root, ...proof])) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  if (older.size === 0) return proof.length === 0 && older.root.equals(EMPTY_ROOT);
  return leadsToBoth(older, newer, proof);
}

const areHeads = (older: TreeHead, newer: TreeHead): boolean =>
  isCount(older.size) && isCount(newer.size) && older.size <= newer.size;

/**
 * The proof begins with the last full subtree of the older tree, unless that is the older tree itself. From there up, what stands
 * on the left is in both trees, and what stands on the right only in the newer.
 */
function leadsToBoth(older: TreeHead, newer: TreeHead, proof: readonly Hash[]): boolean {
  let [at, last] = [older.size - 1, newer.size - 1];
  while (at % 2 === 1) [at, last] = [parent(at), parent(last)];
  const [start, ...siblings] = at === 0 ? [older.root, ...proof] : proof;
  const sides = sidesOnTheWay(at, last);
  if (!start || sides.length !== siblings.length) return false;
  let [oldRoot, newRoot] = [start, start];
  siblings.forEach((sibling, step) => {
    const isInBoth = sides[step] === 'left';
    if (isInBoth) oldRoot = nodeHash(sibling, oldRoot);
    newRoot = isInBoth ? nodeHash(sibling, newRoot) : nodeHash(newRoot, sibling);
  });
  return oldRoot.equals(older.root) && newRoot.equals(newer.root);
}
