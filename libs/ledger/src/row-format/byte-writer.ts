import { crc32 } from 'node:zlib';
import { CHECKSUM_BYTES } from './kinds';

const FIRST_SIZE = 4_096;
const MOST_BYTES_OF_NUMBER = 8;
const BYTES_OF_CHARACTER = 3;

/** Bytes, one after the other, in memory that is used again. */
export class ByteWriter {
  private bytes = Buffer.allocUnsafe(FIRST_SIZE);
  private at = 0;

  restart(): void {
    this.at = 0;
  }

  /** A copy of what was written, and its checksum behind it. */
  checked(): Buffer {
    const written = this.bytes.subarray(0, this.at);
    const copy = Buffer.allocUnsafe(this.at + CHECKSUM_BYTES);
    written.copy(copy);
    copy.writeUInt32BE(crc32(written), this.at);
    return copy;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.at++] = value;
  }

  /** Seven bits a byte, the lowest first. */
  natural(value: number): void {
    this.reserve(MOST_BYTES_OF_NUMBER);
    let rest = value;
    while (rest >= 128) {
      this.bytes[this.at++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.at++] = rest;
  }

  float(value: number): void {
    this.reserve(MOST_BYTES_OF_NUMBER);
    this.at = this.bytes.writeDoubleBE(value, this.at);
  }

  /** Pairs of hexadecimal digits, a byte each. */
  hex(digits: string): void {
    this.reserve(digits.length / 2);
    this.at += this.bytes.write(digits, this.at, 'hex');
  }

  /** How many bytes, and the bytes. */
  characters(text: string, encoding: BufferEncoding): void {
    this.natural(Buffer.byteLength(text, encoding));
    this.reserve(text.length * BYTES_OF_CHARACTER);
    this.at += this.bytes.write(text, this.at, encoding);
  }

  private reserve(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.at + more));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}
