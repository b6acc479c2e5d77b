import { LeafPositions, type PositionDatabase } from './leaf-positions';

it('leaves out a position that is cut short in its last bytes', () => {
  const rows = new Map<number, Buffer>();
  const database = {
    get: (row: number) => rows.get(row),
    put: (row: number, bytes: Buffer) => rows.set(row, bytes),
  };
  const positions = new LeafPositions(database as unknown as PositionDatabase);
  positions.add([3, 5, 8], 0);
  expect(positions.from(0)).toEqual([3, 5, 8]);
  rows.set(0, rows.get(0)!.subarray(0, -1));
  expect(positions.from(0)).toEqual([3, 5]);
});
