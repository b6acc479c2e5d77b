import { hash } from 'node:crypto';
import { HASH_BYTES, nodeHash, type Hash } from './hashing';

/** A stream's newest event: the 32 bytes of its key, and its revision in 8, the highest first. */
export type NewestRevision = Buffer;

/** Where the map's nodes are kept, by their way from the root. */
export interface NodeTable {
  get(path: Buffer): Buffer | undefined;
  put(path: Buffer, node: Buffer): void;
}

export const NEWEST_REVISION_BYTES = HASH_BYTES + 8;

/** Stands for a branch without any stream. No input is known that hashes to it. */
const NOTHING: Hash = Buffer.alloc(HASH_BYTES);

/** Where in the map a stream has its place: it is led there bit by bit, the highest of each byte first. */
const keyOf = (stream: string): Buffer => hash('sha256', stream, 'buffer');

export function newestRevision(stream: string, revision: number): NewestRevision {
  const newest = Buffer.allocUnsafe(NEWEST_REVISION_BYTES);
  keyOf(stream).copy(newest);
  newest.writeBigUInt64BE(BigInt(revision), HASH_BYTES);
  return newest;
}

/** Leaves and nodes are hashed behind different first bytes, as in the tree of events. */
const leafHashOf = (newest: NewestRevision): Hash =>
  hash('sha256', Buffer.concat([Buffer.of(0), newest]), 'buffer');

const bitOf = (key: Buffer, depth: number): number => (key[depth >> 3]! >> (7 - (depth & 7))) & 1;

const isSameKey = (one: Buffer, other: Buffer): boolean =>
  one.compare(other, 0, HASH_BYTES, 0, HASH_BYTES) === 0;

/**
 * Each stream's newest revision under one hash. A stream has one place in it, so one revision can be proved of it and no other; and
 * the hash depends on what is in the map alone, not on the order in which it came there. A branch with a single stream is its leaf.
 */
export class RevisionMap {
  constructor(private readonly nodes: NodeTable) {}

  /** Notes what has become the newest of its stream. Of one stream's, only the last counts. */
  put(newest: readonly NewestRevision[]): void {
    if (newest.length > 0) this.putBelow(0, sorted(newest), true);
  }

  root(): Hash {
    const root = this.nodes.get(pathOf(NOTHING, 0));
    return root ? hashOfNode(root) : NOTHING;
  }

  /** The hashes beside the way from the stream's leaf to the root, the lowest first; `null` when the stream is not there. */
  proof(stream: string): Hash[] | null {
    const key = keyOf(stream);
    const beside: Hash[] = [];
    for (let depth = 0; ; depth += 1) {
      const node = this.nodes.get(pathOf(key, depth));
      if (!node) return null;
      if (node.length === NEWEST_REVISION_BYTES) return isSameKey(node, key) ? beside.reverse() : null;
      beside.push(halvesOf(node)[1 - bitOf(key, depth)]!);
    }
  }

  /**
   * @param newest of one branch, in the order of their keys, at least one.
   * @param mayExist whether the branch may have a node already.
   * @returns the branch's hash.
   */
  private putBelow(depth: number, newest: readonly NewestRevision[], mayExist: boolean): Hash {
    const path = pathOf(newest[0]!, depth);
    const node = mayExist ? this.nodes.get(path) : undefined;
    const leaves = node?.length === NEWEST_REVISION_BYTES ? sorted([node, ...newest]) : newest;
    const halves = node && node.length > NEWEST_REVISION_BYTES ? halvesOf(node) : [NOTHING, NOTHING];
    if (leaves.length === 1 && halves.every((half) => half.equals(NOTHING))) {
      this.nodes.put(path, leaves[0]!);
      return leafHashOf(leaves[0]!);
    }
    const children = halves.map((half, side) => {
      const onSide = leaves.filter((leaf) => bitOf(leaf, depth) === side);
      return onSide.length === 0
        ? half
        : this.putBelow(depth + 1, onSide, half !== NOTHING && !half.equals(NOTHING));
    });
    this.nodes.put(path, Buffer.concat(children));
    return nodeHash(children[0]!, children[1]!);
  }
}

/** Whether a stream's newest revision is what the map with this root says, by the hashes beside its way up, the lowest first. */
export function isNewest(stream: string, revision: number, proof: readonly Hash[], root: Hash): boolean {
  if (proof.length > HASH_BYTES * 8 || proof.some(({ length }) => length !== HASH_BYTES)) return false;
  const newest = newestRevision(stream, revision);
  const computed = proof.reduce(
    (below, beside, step) =>
      bitOf(newest, proof.length - 1 - step) === 1 ? nodeHash(beside, below) : nodeHash(below, beside),
    leafHashOf(newest),
  );
  return computed.equals(root);
}

/** The way to a node: its depth, and the bits of the keys below it. */
function pathOf(key: Buffer, depth: number): Buffer {
  const bytes = Math.ceil(depth / 8);
  const path = Buffer.alloc(1 + bytes, depth % 256);
  key.copy(path, 1, 0, bytes);
  if (depth % 8 > 0) path[bytes]! &= 0xff << (8 - (depth % 8));
  return path;
}

const halvesOf = (node: Buffer): readonly [Hash, Hash] => [
  node.subarray(0, HASH_BYTES),
  node.subarray(HASH_BYTES),
];

const hashOfNode = (node: Buffer): Hash =>
  node.length === NEWEST_REVISION_BYTES ? leafHashOf(node) : nodeHash(...halvesOf(node));

/** In the order of the keys, and of several with one key the last. */
function sorted(newest: readonly NewestRevision[]): NewestRevision[] {
  const byKey = new Map(newest.map((one) => [one.toString('latin1', 0, HASH_BYTES), one]));
  return [...byKey.values()].sort((one, other) => one.compare(other));
}
