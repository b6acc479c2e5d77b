import { EMPTY_ROOT, nodeHash, type Hash } from './hashing';

/** Where a tree's nodes come from. */
export interface Nodes {
  /** The hash over the 2^height leaves from index · 2^height on; all of them exist. Height 0 is the leaves themselves. */
  node(height: number, index: number): Hash;
}

/** The root of the tree of the first `size` leaves. */
export const rootOf = (nodes: Nodes, size: number): Hash =>
  size === 0 ? EMPTY_ROOT : rangeHash(nodes, 0, size);

/** The root over the leaves from `from` to before `to`, at least one. `from` is where such a subtree can begin: a multiple of its width. */
export function rangeHash(nodes: Nodes, from: number, to: number): Hash {
  const width = to - from;
  const half = splitOf(width);
  if (width === 1 || half * 2 === width) return nodes.node(Math.log2(width), from / width);
  return nodeHash(rangeHash(nodes, from, from + half), rangeHash(nodes, from + half, to));
}

/** How many of `width` leaves are on the left: the largest power of two that is less. By doubling, because sizes exceed 32 bits. */
export function splitOf(width: number): number {
  let split = 1;
  while (split * 2 < width) split *= 2;
  return split;
}
