import { crc32 } from 'node:zlib';
import { CHECKSUM_BYTES, UUID_BYTES } from './kinds';

const FIRST_SIZE = 4_096;
const MOST_BYTES_OF_NUMBER = 8;
const BYTES_OF_CHARACTER = 3;

/** Below it, the engine counts in whole numbers of its own. */
const TWO_TO_31 = 2 ** 31;

const HYPHEN = 0x2d;

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
    for (; rest >= TWO_TO_31; rest = Math.floor(rest / 128)) this.bytes[this.at++] = (rest % 128) + 128;
    for (; rest >= 128; rest >>= 7) this.bytes[this.at++] = (rest & 127) | 128;
    this.bytes[this.at++] = rest;
  }

  float(value: number): void {
    this.reserve(MOST_BYTES_OF_NUMBER);
    this.at = this.bytes.writeDoubleBE(value, this.at);
  }

  /** The hexadecimal digits of a UUID, two a byte. */
  uuid(text: string): void {
    this.reserve(UUID_BYTES);
    for (let at = 0; at < text.length; at += 2) {
      if (text.charCodeAt(at) === HYPHEN) at += 1;
      this.bytes[this.at++] = (nibble(text.charCodeAt(at)) << 4) | nibble(text.charCodeAt(at + 1));
    }
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

/** What a hexadecimal digit stands for, a letter of either case. */
const nibble = (digit: number): number => (digit & 15) + (digit > 0x40 ? 9 : 0);
