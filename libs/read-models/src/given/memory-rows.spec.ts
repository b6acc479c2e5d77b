import { compareKeys } from '../keys';
import { memoryRows } from './memory-rows';
import type { Key } from '../projection';

const inOrder: Key[] = [
  [],
  [2],
  [2, 'a'],
  [10],
  [10, 1],
  [10, 'B'],
  [10, 'a'],
  ['1'],
  ['10'],
  ['2'],
  ['A'],
  ['a'],
  ['a', 0],
];

it('orders keys part by part, numbers by size before strings by code unit, the shorter first', () => {
  expect([...inOrder].reverse().sort(compareKeys)).toStrictEqual(inOrder);
});

it('scans what begins with the prefix, from where it is told to', () => {
  const rows = memoryRows<string>();
  rows.apply(inOrder.map((key) => ({ key, row: key.join('/') })));
  expect([...rows.scan([10])].map(({ row }) => row)).toStrictEqual(['10', '10/1', '10/B', '10/a']);
  expect([...rows.scan([10], [10, 'B'])].map(({ row }) => row)).toStrictEqual(['10/B', '10/a']);
  expect([...rows.scan([10], [10, 2])].map(({ row }) => row)).toStrictEqual(['10/B', '10/a']);
});

it('writes rows, and deletes them', () => {
  const rows = memoryRows<string>();
  rows.apply([{ key: ['a'], row: 'first' }]);
  rows.apply([{ key: ['a'], row: 'second' }]);
  expect(rows.get(['a'])).toBe('second');
  rows.apply([{ key: ['a'], row: null }]);
  expect(rows.get(['a'])).toBeNull();
  expect(rows.all()).toStrictEqual([]);
});
