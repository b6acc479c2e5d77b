import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { canonicalJson } from '#platform';
import { jsonRows, NO_WORDS, rowsByWords, UnreadableRow, type RowWords } from '.';

const words: RowWords = {
  shapes: [
    ['kind', 'id', 'at'],
    ['kind', 'id', 'at', 'end'],
  ],
  texts: ['kind', 'id', 'at', 'end', 'consent', ''],
};
const rows = rowsByWords(words);

/** What JSON makes of it. */
const asJson = (row: unknown): unknown => JSON.parse(JSON.stringify(row));

const readBack = (row: unknown): unknown => rows.decode(rows.encode(row));

/** The first byte of every row. */
const mark = rows.encode(null)[0]!;

const digit = fc.constantFrom(...'0123456789');
const unit = fc.oneof(fc.constantFrom('\ud83d', '\ude00', '😀', '😁', 'å', 'a', '-'), digit);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit, maxLength: 40 }),
  fc.string({ unit: digit, maxLength: 20 }),
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 19)),
  fc.constantFrom('SE165565594230-P0', 'SE165565594230-P0U11', 'SE165565594230-P0U12E1', ...words.texts),
);
const number = fc.oneof(
  fc.double(),
  fc.maxSafeInteger(),
  fc.integer({ min: -3, max: 2 ** 21 + 3 }),
  fc.integer({ min: 1_600_000_000_000, max: 1_800_000_000_000 }),
);
const field = fc.oneof(text, fc.constantFrom('kind', 'id', 'at', 'end', '__proto__', '0', 'toString'));
const { row } = fc.letrec<{ row: unknown }>((tie) => ({
  row: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(text, number, fc.boolean(), fc.constantFrom(null, undefined)),
    fc.array(tie('row'), { maxLength: 5 }),
    fc.dictionary(field, tie('row'), { maxKeys: 6 }),
    fc.record({ kind: text, id: text, at: number, end: tie('row') }, { requiredKeys: ['kind', 'id', 'at'] }),
  ),
}));
const someRow = row.filter((made) => made !== undefined);

it('reads back from any row what JSON would, in the same order', () => {
  fc.assert(
    fc.property(someRow, (made) => {
      expect(JSON.stringify(readBack(made))).toBe(JSON.stringify(made));
      expect(readBack(made)).toStrictEqual(asJson(made));
    }),
    { numRuns: 500 },
  );
});

it('reads from any row the canonical JSON of what it reads back', () => {
  fc.assert(
    fc.property(someRow, (made) => {
      expect(rows.canonical(rows.encode(made))).toBe(canonicalJson(readBack(made)));
      expect(jsonRows.canonical(jsonRows.encode(made))).toBe(canonicalJson(asJson(made)));
    }),
    { numRuns: 500 },
  );
});

it('writes the same row as the same bytes, whatever was written before', () => {
  fc.assert(
    fc.property(someRow, someRow, (made, other) => {
      const before = rows.encode(made);
      rows.encode(other);
      expect(rows.encode(made)).toEqual(before);
    }),
  );
});

it('refuses a row that is cut off, or that has something after it', () => {
  fc.assert(
    fc.property(someRow, fc.nat(255), fc.nat(), (made, more, cut) => {
      const bytes = rows.encode(made);
      expect(() => rows.decode(Buffer.from([...bytes, more]))).toThrow(UnreadableRow);
      expect(() => rows.decode(bytes.subarray(0, cut % bytes.length))).toThrow(UnreadableRow);
    }),
    { numRuns: 500 },
  );
});

it('refuses a row of which a bit was turned', () => {
  fc.assert(
    fc.property(someRow, fc.nat(), (made, chosen) => {
      const bytes = rows.encode(made);
      const bit = chosen % (8 * bytes.length);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => rows.decode(bytes)).toThrow(UnreadableRow);
    }),
    { numRuns: 500 },
  );
});

it('reads a row or refuses it, whatever the bytes before the checksum are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (rest) => {
      const bytes = withChecksum([mark, ...rest]);
      const read = orRefused(() => canonicalJson(rows.decode(bytes)));
      expect(orRefused(() => rows.canonical(bytes))).toBe(read);
    }),
    { numRuns: 2_000 },
  );
});

function orRefused(read: () => string): string | null {
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableRow);
    return null;
  }
}

function withChecksum(bytes: readonly number[]): Buffer {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(Buffer.from(bytes)));
  return Buffer.concat([Buffer.from(bytes), checksum]);
}

const naturalOf = (...rest: number[]) => [4, ...rest];
const continued = (count: number) => Array<number>(count).fill(0x80);

it.each([
  ['a number of more bytes than a safe one has', naturalOf(...continued(8), 0)],
  ['a number of so many bytes that it is none', naturalOf(...continued(150), 0)],
  ['a number that is not safe', naturalOf(...Array<number>(7).fill(0xff), 0x7f)],
  ['more digits than it says', [9, 2, 0xe7, 0x07]],
  ['more digits than a local time has', [10, ...Array<number>(7).fill(0xff), 0x0f]],
  ['bytes that are no UTF-8', [11, 2, 0xc3, 0x28]],
  ['half a character at its end', [11, 1, 0xc3]],
  ['a beginning, and then bytes that are no UTF-8', [15, 2, 11, 4, 97, 98, 99, 100, 14, 0, 4, 1, 0xff]],
])('refuses %s', (_fault, bytes) => {
  expect(() => rows.decode(withChecksum([mark, ...bytes]))).toThrow(UnreadableRow);
});

it('reads the greatest numbers and every character', () => {
  const made = [
    Number.MAX_SAFE_INTEGER,
    -Number.MAX_SAFE_INTEGER,
    '9'.repeat(15),
    '\ufeffa',
    'a\ufffd',
    '😀å',
  ];
  expect(readBack(made)).toStrictEqual(made);
});

it('reads from where a row is in larger memory', () => {
  const made = { kind: 'consent', id: '2607f33b-a1d8-44fd-9608-4f21c105b086', at: 0.5 };
  const bytes = rows.encode(made);
  const larger = Buffer.concat([Buffer.alloc(3, 1), bytes, Buffer.alloc(3, 1)]);
  const within = new Uint8Array(larger.buffer, larger.byteOffset + 3, bytes.length);
  expect(rows.decode(within)).toStrictEqual(made);
});

it('refuses rows of other words, and rows in JSON', () => {
  const bytes = rows.encode({ kind: 'consent', id: 'one', at: 1 });
  expect(() => rowsByWords(NO_WORDS).decode(bytes)).toThrow(UnreadableRow);
  expect(() => rows.decode(jsonRows.encode({ kind: 'consent' }))).toThrow(UnreadableRow);
});

it('has no more words than numbers for them', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `word ${index}`);
  expect(() => rowsByWords({ shapes: [], texts: many(128) })).not.toThrow();
  expect(() => rowsByWords({ shapes: [], texts: many(129) })).toThrow(RangeError);
  expect(() => rowsByWords({ shapes: many(97).map((word) => [word]), texts: [] })).toThrow(RangeError);
});

it('takes no value that JSON has not', () => {
  expect(() => rows.encode({ at: 1n })).toThrow(TypeError);
});

it('names what is listed, and what was there before, in a few bytes', () => {
  const id = '2607f33b-a1d8-44fd-9608-4f21c105b086';
  const person = { root: '1.2.752.129.2.1.3.1', extension: '195204041320' };
  const sizes = [
    { kind: 'consent', id, at: 1_609_753_375_002 },
    { kind: 'consent', id, at: [id, id] },
    { kind: person.extension, id: '2026-03-02T08:00:00', at: 1_609_753_375_002, end: 1_609_753_375_003 },
    { kind: 'SE165565594230-P0', id: 'SE165565594230-P0U11', at: null },
  ].map((made) => rows.encode(made).length);
  expect(sizes).toEqual([31, 30, 31, 33]);
});
