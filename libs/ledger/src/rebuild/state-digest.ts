import { hash } from 'node:crypto';
import { canonicalJson } from '#platform';

const WORDS = 8;
const WORD_BYTES = 4;
const WORD = 2 ** 32;

/** A row's part in the digest of its read model: SHA-256 of the canonical JSON (RFC 8785) of `[key, row]`. */
export const rowHash = (key: readonly unknown[], row: unknown): Buffer =>
  canonicalRowHash(key, canonicalJson(row));

/** The same, of a row that is canonical JSON already. */
export const canonicalRowHash = (key: readonly unknown[], row: string): Buffer =>
  hash('sha256', `[${canonicalJson(key)},${row}]`, 'buffer');

/** A zero byte begins no JSON, so nothing that is a row has the same part. */
const UNREADABLE = Buffer.from([0]);

/** The part of bytes that are no row: nothing that can be read is left out of the digest. */
export const unreadableHash = (key: Uint8Array, value: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([UNREADABLE, key, UNREADABLE, value]), 'buffer');

/**
 * The digest of all of a read model's rows: the sum of their hashes, taken as numbers of 256 bits, modulo 2^256. A sum is the same
 * in whatever order the rows are met, whichever store the ledger is kept in. It finds faults; it is no defence against somebody who
 * can choose rows so that their hashes cancel out: for that the ledger itself has its proofs.
 */
export class StateDigest {
  /** The most significant first. */
  private readonly sum = new Uint32Array(WORDS);
  private count = 0;

  add(part: Buffer): void {
    let carry = 0;
    for (let word = WORDS - 1; word >= 0; word -= 1) {
      const total = this.sum[word]! + part.readUInt32BE(word * WORD_BYTES) + carry;
      this.sum[word] = total;
      carry = total >= WORD ? 1 : 0;
    }
    this.count += 1;
  }

  get rows(): number {
    return this.count;
  }

  /** 64 hexadecimal digits. */
  toString(): string {
    return [...this.sum].map((word) => word.toString(16).padStart(2 * WORD_BYTES, '0')).join('');
  }
}
