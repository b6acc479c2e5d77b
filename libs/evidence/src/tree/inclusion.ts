import { nodeHash, type Hash } from './hashing';
import { rangeHash, splitOf, type Nodes } from './range';
import { areHashes, isCount, sidesOnTheWay } from './siblings';

/** What is claimed of a leaf: that it stands at this index of the tree with this size and root. */
export interface Inclusion {
  readonly leaf: Hash;
  readonly index: number;
  readonly size: number;
  readonly root: Hash;
}

/** The hashes that lead from a leaf to the root, from the leaf upwards (RFC 9162, 2.1.3.1). @throws RangeError when there is no such leaf. */
export function inclusionProof(nodes: Nodes, index: number, size: number): Hash[] {
  if (!isCount(index) || index >= size) throw new RangeError(`No leaf ${index} in a tree of ${size}`);
  return path(nodes, index, 0, size);
}

function path(nodes: Nodes, index: number, from: number, to: number): Hash[] {
  if (to - from === 1) return [];
  const middle = from + splitOf(to - from);
  return index < middle
    ? [...path(nodes, index, from, middle), rangeHash(nodes, middle, to)]
    : [...path(nodes, index, middle, to), rangeHash(nodes, from, middle)];
}

/**
 * Whether the proof shows what is claimed (RFC 9162, 2.1.3.2). Size and root belong together and have to come from one signature:
 * trees of several sizes may have the same path to a leaf.
 */
export function isIncluded({ leaf, index, size, root }: Inclusion, proof: readonly Hash[]): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leaf, root, ...proof])) return false;
  const sides = sidesOnTheWay(index, size - 1);
  if (sides.length !== proof.length) return false;
  const computed = proof.reduce(
    (hash, sibling, step) => (sides[step] === 'left' ? nodeHash(sibling, hash) : nodeHash(hash, sibling)),
    leaf,
  );
  return computed.equals(root);
}
