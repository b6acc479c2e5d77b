import type { Database } from 'lmdb';
import type { Position } from '#event-store';
import { cut, TILE_WIDTH } from './tiles';

const POSITION_BYTES = 8;

/** Where in the log each leaf's event stands: 256 positions in a row, as doubles, which hold every position there can be. */
export type PositionDatabase = Database<Buffer, number>;

export class LeafPositions {
  constructor(private readonly database: PositionDatabase) {}

  /** Adds positions behind those of `count` leaves. Only in a write transaction. */
  add(positions: readonly Position[], count: number): void {
    const number = Math.floor(count / TILE_WIDTH);
    const begun = (this.database.get(number) ?? Buffer.alloc(0)).subarray(
      0,
      (count % TILE_WIDTH) * POSITION_BYTES,
    );
    const bytes = Buffer.alloc(positions.length * POSITION_BYTES);
    positions.forEach((position, index) => bytes.writeDoubleLE(position, index * POSITION_BYTES));
    const rows = cut(Buffer.concat([begun, bytes]), TILE_WIDTH * POSITION_BYTES);
    rows.forEach((row, index) => void this.database.put(number + index, row));
  }

  /** The positions of the leaves from one on that are stored together with it. One that is cut short is left out. */
  from(index: number): Position[] {
    const row = this.database.get(Math.floor(index / TILE_WIDTH)) ?? Buffer.alloc(0);
    const positions = cut(row.subarray((index % TILE_WIDTH) * POSITION_BYTES), POSITION_BYTES);
    return positions.filter(({ length }) => length === POSITION_BYTES).map((bytes) => bytes.readDoubleLE());
  }

  /** The position of a leaf that is there. */
  at(index: number): Position {
    const row = this.database.get(Math.floor(index / TILE_WIDTH));
    if (!row) throw new Error(`The tree has lost the position of leaf ${index}`);
    return row.readDoubleLE((index % TILE_WIDTH) * POSITION_BYTES);
  }

  /** How many of the first `count` leaves stand before a position, which is the index of the leaf at it, if there is one. */
  before(position: Position, count: number): number {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.at(middle) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
