import type { Database } from 'lmdb';
import { HASH_BYTES, nodeHash, type Hash } from './hashing';
import type { Nodes } from './range';

/** A tile holds the nodes of one height that eight more heights can be computed from, so most nodes need not be kept at all. */
const HEIGHT = 8;
export const TILE_WIDTH = 2 ** HEIGHT;

/** `[level, number]`: the nodes of height `level` · 8, from `number` · 256 on, one after the other. */
type TileKey = [level: number, number: number];
export type TileDatabase = Database<Buffer, TileKey>;

/** The nodes of a tree in tiles, as the logs of Certificate Transparency publish theirs. A tile at the right edge may be short. */
export class Tiles implements Nodes {
  constructor(private readonly database: TileDatabase) {}

  node(height: number, index: number): Hash {
    const [level, above] = [Math.floor(height / HEIGHT), height % HEIGHT];
    const width = 2 ** above;
    const first = index * width;
    const from = first % TILE_WIDTH;
    return foldedOver(this.nodes(level, Math.floor(first / TILE_WIDTH), [from, from + width]));
  }

  /** The leaves from one on that are stored together with it. */
  leavesFrom(index: number): Hash[] {
    const number = Math.floor(index / TILE_WIDTH);
    const tile = this.database.get([0, number]) ?? Buffer.alloc(0);
    return cut(tile.subarray((index % TILE_WIDTH) * HASH_BYTES), HASH_BYTES);
  }

  /** Adds nodes behind the `count` that the level has; a tile that becomes full is a node of the level above. Only in a write transaction. */
  add(hashes: readonly Hash[], count: number, level = 0): void {
    const number = Math.floor(count / TILE_WIDTH);
    const begun = this.nodes(level, number, [0, count % TILE_WIDTH]);
    const nodes = Buffer.concat([begun, ...hashes]);
    const tiles = cut(nodes, TILE_WIDTH * HASH_BYTES);
    tiles.forEach((tile, index) => void this.database.put([level, number + index], tile));
    const full = tiles.filter(({ length }) => length === TILE_WIDTH * HASH_BYTES);
    if (full.length > 0) this.add(full.map(foldedOver), number, level + 1);
  }

  private nodes(level: number, number: number, [from, to]: [number, number]): Buffer {
    if (from === to) return Buffer.alloc(0);
    const tile = this.database.get([level, number]);
    if (!tile || tile.length < to * HASH_BYTES)
      throw new Error(`The tree has lost tile ${number} of level ${level}`);
    return tile.subarray(from * HASH_BYTES, to * HASH_BYTES);
  }
}

/** The node over nodes that stand side by side; there is a power of two of them. */
function foldedOver(nodes: Buffer): Hash {
  if (nodes.length === HASH_BYTES) return nodes;
  const middle = nodes.length / 2;
  return nodeHash(foldedOver(nodes.subarray(0, middle)), foldedOver(nodes.subarray(middle)));
}

export function cut(bytes: Buffer, size: number): Buffer[] {
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}
