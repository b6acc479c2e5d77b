import { hash } from 'node:crypto';
import { canonicalJson } from '#platform';
import { CanonicalReader } from './canonical-reader';
import { asBuffer } from './demands';
import { RowReader } from './row-reader';
import { RowWriter } from './row-writer';
import { WordIndex, type RowWords } from './words';

/** How rows are stored: each as bytes that have everything that its JSON has. */
export interface RowFormat {
  encode(row: unknown): Buffer;
  /** @throws when the bytes are no row. */
  decode(bytes: Uint8Array): unknown;
  /** The row's canonical JSON (RFC 8785). @throws when the bytes are no row. */
  canonical(bytes: Uint8Array): string;
}

/** As rows were stored by builds that knew no words. */
export const jsonRows: RowFormat = {
  encode: (row) => Buffer.from(JSON.stringify(row)),
  decode: (bytes) => JSON.parse(asBuffer(bytes).toString('utf8')) as unknown,
  canonical: (bytes) => canonicalJson(jsonRows.decode(bytes)),
};

/** Named by numbers, with what a row says twice written once. The same row always has the same bytes. */
export function rowsByWords(words: RowWords): RowFormat {
  const first = markOf(words);
  const [writer, reader] = [new RowWriter(new WordIndex(words)), new RowReader(words)];
  const canonical = new CanonicalReader(words);
  return {
    encode: (row) => writer.write(first, row),
    decode: (bytes) => reader.read(first, bytes),
    canonical: (bytes) => canonical.read(first, bytes),
  };
}

/** The first byte of each row. It begins no JSON, and rows of other words hardly ever have the same. */
const markOf = (words: RowWords): number => 128 + (hash('sha256', JSON.stringify(words), 'buffer')[0]! >> 1);
