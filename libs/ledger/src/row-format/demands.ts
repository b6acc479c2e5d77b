import { crc32 } from 'node:zlib';
import { CHECKSUM_BYTES } from './kinds';

/** The bytes are no row of these words: the disk, or somebody, has changed them. */
export class UnreadableRow extends Error {
  override readonly name = 'UnreadableRow';
}

/** The bytes before the checksum. LMDB has none of its own, and a bit that a disk has turned could be another date. */
export function checked(bytes: Buffer): Buffer {
  const length = bytes.length - CHECKSUM_BYTES;
  const written = bytes.subarray(0, Math.max(0, length));
  if (length < 0 || bytes.readUInt32BE(length) !== crc32(written)) throw unreadable();
  return written;
}

/** The same memory. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

export function safe(value: number): number {
  if (value > Number.MAX_SAFE_INTEGER) throw unreadable();
  return value;
}

export function known(text: string | undefined): string {
  if (text === undefined) throw unreadable();
  return text;
}

export const unreadable = (): UnreadableRow =>
  new UnreadableRow(
    'A row of the read models cannot be read. `ledger rebuild` builds it again from the log.',
  );
