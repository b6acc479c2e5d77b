import { createHash } from 'node:crypto';
import { nodeHash, type Hash } from '../hashing';
import type { Nodes } from '../range';

/**
 * The definitions of RFC 9162, section 2.1, word for word on lists of leaf data, and nothing shared with the code that is tested.
 */
const sha256 = (...parts: (string | Buffer)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

const largestPowerOfTwoBelow = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1);

/** MTH(D_n) */
export function merkleTreeHash(entries: readonly Buffer[]): Buffer {
  if (entries.length === 0) return sha256('');
  if (entries.length === 1) return sha256('\x00', entries[0]!);
  const k = largestPowerOfTwoBelow(entries.length);
  return sha256('\x01', merkleTreeHash(entries.slice(0, k)), merkleTreeHash(entries.slice(k)));
}

/** PATH(m, D_n) */
export function merklePath(m: number, entries: readonly Buffer[]): Buffer[] {
  if (entries.length === 1) return [];
  const k = largestPowerOfTwoBelow(entries.length);
  const [left, right] = [entries.slice(0, k), entries.slice(k)];
  return m < k
    ? [...merklePath(m, left), merkleTreeHash(right)]
    : [...merklePath(m - k, right), merkleTreeHash(left)];
}

/** PROOF(m, D_n) */
export const merkleProof = (m: number, entries: readonly Buffer[]): Buffer[] => subproof(m, entries, true);

function subproof(m: number, entries: readonly Buffer[], isWhole: boolean): Buffer[] {
  if (m === entries.length) return isWhole ? [] : [merkleTreeHash(entries)];
  const k = largestPowerOfTwoBelow(entries.length);
  const [left, right] = [entries.slice(0, k), entries.slice(k)];
  return m <= k
    ? [...subproof(m, left, isWhole), merkleTreeHash(right)]
    : [...subproof(m - k, right, false), merkleTreeHash(left)];
}

/** The nodes over leaves that are in memory. */
export const nodesOver = (leaves: readonly Hash[]): Nodes => ({
  node(height, index) {
    if (height > 0) return nodeHash(this.node(height - 1, index * 2), this.node(height - 1, index * 2 + 1));
    const leaf = leaves[index];
    if (!leaf) throw new Error(`There is no leaf ${index}`);
    return leaf;
  },
});

/** Copies of a hash with one bit turned, each bit in turn. */
export const everyBitTurned = (hash: Hash): Hash[] =>
  Array.from({ length: hash.length * 8 }, (_, bit) => withBitTurned(hash, bit));

export function withBitTurned(hash: Hash, bit: number): Hash {
  const copy = Buffer.from(hash);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}
