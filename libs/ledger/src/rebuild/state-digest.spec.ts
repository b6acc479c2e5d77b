import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { rowHash, StateDigest } from './state-digest';

type Row = readonly [key: readonly (string | number)[], row: unknown];

const digestOf = (rows: readonly Row[]) => {
  const digest = new StateDigest();
  for (const [key, row] of rows) digest.add(rowHash(key, row));
  return digest.toString();
};

const someRows = fc.array(
  fc.tuple(
    fc.array(fc.oneof(fc.string(), fc.nat()), { minLength: 1, maxLength: 4 }),
    fc.jsonValue({ maxDepth: 3 }),
  ),
  { maxLength: 30 },
);

it('of one row is the hash of its canonical text', () => {
  const text = '[["1.2.752.129.2.1.3.1",7],{"a":[1,null],"å":"b"}]';
  const row: Row = [['1.2.752.129.2.1.3.1', 7], { å: 'b', a: [1, null] }];
  expect(digestOf([row])).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
});

it('of no rows is zero', () => {
  expect(digestOf([])).toBe('0'.repeat(64));
});

it('is the sum of the hashes modulo 2^256', () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      const sum = rows
        .map(([key, row]) => BigInt(`0x${rowHash(key, row).toString('hex')}`))
        .reduce((total, part) => (total + part) % 2n ** 256n, 0n);
      expect(digestOf(rows)).toBe(sum.toString(16).padStart(64, '0'));
    }),
  );
});

it('is the same in any order', () => {
  const shuffled = someRows.chain((rows) =>
    fc.tuple(
      fc.constant(rows),
      fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
    ),
  );
  fc.assert(fc.property(shuffled, ([rows, others]) => expect(digestOf(others)).toBe(digestOf(rows))));
});

it('is another when a row is left out, is there twice, or is another', () => {
  fc.assert(
    fc.property(someRows, fc.nat(), (rows, at) => {
      fc.pre(rows.length > 0);
      const [key, row] = rows[at % rows.length]!;
      const without = rows.filter((_row, index) => index !== at % rows.length);
      const others = [without, [...rows, [key, row] as Row], [...without, [key, { row }] as Row]];
      for (const other of others) expect(digestOf(other)).not.toBe(digestOf(rows));
    }),
  );
});
