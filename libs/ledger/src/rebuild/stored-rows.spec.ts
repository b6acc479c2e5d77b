import fc from 'fast-check';
import { open, type RootDatabase } from 'lmdb';
import { temporaryFolders } from '../given/tally';
import { openRows } from '../draft-rows';
import { rowsByWords } from '../row-format';
import { rowHash } from './state-digest';
import { asBytes, hashOf, keyIn, rowIn, UNREADABLE, type StoredRows } from './stored-rows';

type Row = readonly [key: (string | number)[], row: unknown];

const folder = temporaryFolders();
let environment: RootDatabase;
beforeAll(async () => (environment = open({ path: await folder(), encoding: 'json' })));
afterAll(() => environment.close());

const format = rowsByWords({ shapes: [['a']], texts: ['', 'a'] });
const part = fc.oneof(fc.string({ minLength: 1, unit: 'binary' }), fc.integer(), fc.maxSafeNat());
const someRows = fc.uniqueArray(
  fc.tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.jsonValue({ maxDepth: 2 })),
  { maxLength: 20, selector: ([key]) => JSON.stringify(key) },
);

/** Rows as the projections write them, and as a comparison reads them. */
async function stored(rows: readonly Row[]) {
  const table = openRows(environment, 'rows', format);
  await table.clearAsync();
  await environment.transaction(() => {
    for (const [key, row] of rows) void table.put(key, row);
  });
  environment.resetReadTxn();
  const bytes: StoredRows = environment.openDB<Uint8Array, Uint8Array>({ name: 'rows', ...asBytes });
  return [...bytes.getRange()];
}

const sorted = (texts: readonly string[]) => [...texts].sort();

it('reads every key and row back from their bytes, whatever was read before', async () => {
  await fc.assert(
    fc.asyncProperty(someRows, async (rows) => {
      const read = (await stored(rows)).map(({ key, value }) =>
        JSON.stringify([keyIn(key), rowIn(value, format)]),
      );
      expect(sorted(read)).toEqual(sorted(rows.map((row) => JSON.stringify(row))));
    }),
  );
});

it('hashes bytes as the rows that they stand for', async () => {
  await fc.assert(
    fc.asyncProperty(someRows, async (rows) => {
      const read = (await stored(rows)).map((entry) => hashOf(entry, format).toString('hex'));
      expect(sorted(read)).toEqual(sorted(rows.map(([key, row]) => rowHash(key, row).toString('hex'))));
    }),
  );
});

it('keeps what it has read when it reads the next key of the same length', () => {
  const bytes = (text: string) => Buffer.from(text);
  const first = keyIn(bytes('tally-1'));
  expect([keyIn(bytes('tally-2')), first]).toEqual([['tally-2'], ['tally-1']]);
});

it('reads no key from bytes that end within a number', () => {
  expect(keyIn(Buffer.from([16, 64, 1]))).toBe(UNREADABLE);
});
