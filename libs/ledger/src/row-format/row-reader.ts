import { crc32 } from 'node:zlib';
import { CHECKSUM_BYTES, KIND, LARGE, REMEMBERED, UUID_BYTES } from './kinds';
import { FIRST_SHAPE, FIRST_TEXT, type RowWords } from './words';

/** The bytes are no row of these words: the disk, or somebody, has changed them. */
export class UnreadableRow extends Error {
  override readonly name = 'UnreadableRow';
}

const FLOAT_BYTES = 8;

/** Reads one row after the other. It takes no byte for granted: what does not make up a row exactly is refused. */
export class RowReader {
  private bytes: Buffer = Buffer.alloc(0);
  private at = 0;
  private near = 0;
  private readonly texts: string[] = [];

  constructor(private readonly words: RowWords) {}

  /** @throws UnreadableRow when that is not what is there. */
  read(first: number, bytes: Uint8Array): unknown {
    this.bytes = checked(asBuffer(bytes));
    this.at = 0;
    this.near = 0;
    this.texts.length = 0;
    if (this.byte() !== first) throw unreadable();
    const row = this.value();
    if (this.at !== this.bytes.length) throw unreadable();
    return row;
  }

  private value(): unknown {
    const kind = this.byte();
    if (kind >= FIRST_TEXT) return this.word(kind);
    if (kind >= FIRST_SHAPE) return this.shaped(kind);
    return kind <= KIND.near ? this.scalar(kind) : this.textOrList(kind);
  }

  private scalar(kind: number): unknown {
    switch (kind) {
      case KIND.null:
        return null;
      case KIND.float:
        return this.float();
      case KIND.natural:
        return this.counted(this.natural());
      case KIND.negative:
        return -1 - this.natural();
      case KIND.near:
        return this.counted(this.near + this.distance());
      default:
        return kind === KIND.true;
    }
  }

  private textOrList(kind: number): unknown {
    if (kind === KIND.array) return this.array();
    if (kind === KIND.object) return this.object();
    return this.text(kind);
  }

  private array(): unknown[] {
    const values: unknown[] = [];
    for (let left = this.natural(); left > 0; left -= 1) values.push(this.value());
    return values;
  }

  private object(): object {
    const entries: [string, unknown][] = [];
    for (let left = this.natural(); left > 0; left -= 1) {
      const kind = this.byte();
      entries.push([kind >= FIRST_TEXT ? this.word(kind) : this.text(kind), this.value()]);
    }
    return Object.fromEntries(entries);
  }

  private shaped(kind: number): object {
    const fields = this.words.shapes[kind - FIRST_SHAPE];
    if (!fields) throw unreadable();
    const object: Record<string, unknown> = {};
    for (const field of fields) object[field] = this.value();
    return object;
  }

  private word(kind: number): string {
    return known(this.words.texts[kind - FIRST_TEXT]);
  }

  private text(kind: number): string {
    if (kind === KIND.same) return known(this.texts[this.byte()]);
    const text = this.newText(kind);
    if (this.texts.length < REMEMBERED) this.texts.push(text);
    return text;
  }

  private newText(kind: number): string {
    switch (kind) {
      case KIND.uuid:
        return this.uuid();
      case KIND.upperCaseUuid:
        return this.uuid().toUpperCase();
      case KIND.digits:
        return this.digits(this.byte());
      case KIND.localTime:
        return this.localTime();
      case KIND.text:
        return this.characters('utf8');
      case KIND.text16:
        return this.characters('utf16le');
      case KIND.begins:
        return this.beginning() + this.characters('utf8');
      default:
        throw unreadable();
    }
  }

  private uuid(): string {
    const hex = this.slice(UUID_BYTES, 'hex');
    const part = (from: number, end?: number) => hex.slice(from, end);
    return `${part(0, 8)}-${part(8, 12)}-${part(12, 16)}-${part(16, 20)}-${part(20)}`;
  }

  private digits(length: number): string {
    return String(this.natural()).padStart(length, '0');
  }

  private localTime(): string {
    const digits = this.digits(14);
    const part = (from: number) => digits.slice(from, from + 2);
    return `${digits.slice(0, 4)}-${part(4)}-${part(6)}T${part(8)}:${part(10)}:${part(12)}`;
  }

  private beginning(): string {
    const like = known(this.texts[this.byte()]);
    return like.slice(0, this.natural());
  }

  private characters(encoding: BufferEncoding): string {
    return this.slice(this.natural(), encoding);
  }

  private slice(length: number, encoding: BufferEncoding): string {
    const from = this.at;
    this.at += length;
    if (this.at > this.bytes.length) throw unreadable();
    return this.bytes.toString(encoding, from, this.at);
  }

  private float(): number {
    const from = this.at;
    this.at += FLOAT_BYTES;
    if (this.at > this.bytes.length) throw unreadable();
    return this.bytes.readDoubleBE(from);
  }

  /** What a later number may be near to. */
  private counted(value: number): number {
    if (value >= LARGE) this.near = value;
    return value;
  }

  private distance(): number {
    const written = this.natural();
    return written % 2 === 0 ? written / 2 : -(written + 1) / 2;
  }

  private natural(): number {
    let [value, unit] = [0, 1];
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * unit;
      if (byte < 128) break;
      unit *= 128;
    }
    if (value > Number.MAX_SAFE_INTEGER) throw unreadable();
    return value;
  }

  private byte(): number {
    if (this.at >= this.bytes.length) throw unreadable();
    return this.bytes[this.at++]!;
  }
}

/** The bytes before the checksum. LMDB has none of its own, and a bit that a disk has turned could be another date. */
function checked(bytes: Buffer): Buffer {
  const length = bytes.length - CHECKSUM_BYTES;
  const written = bytes.subarray(0, Math.max(0, length));
  if (length < 0 || bytes.readUInt32BE(length) !== crc32(written)) throw unreadable();
  return written;
}

/** The same memory. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

function known(text: string | undefined): string {
  if (text === undefined) throw unreadable();
  return text;
}

const unreadable = (): UnreadableRow =>
  new UnreadableRow(
    'A row of the read models cannot be read. `ledger rebuild` builds it again from the log.',
  );
