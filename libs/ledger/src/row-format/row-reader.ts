import { isUtf8 } from 'node:buffer';
import { KIND, LARGE, MOST_BYTES_OF_NATURAL, REMEMBERED, UUID_BYTES } from './kinds';
import { asBuffer, checked, known, safe, unreadable } from './demands';
import { FIRST_SHAPE, FIRST_TEXT, type RowWords } from './words';

const FLOAT_BYTES = 8;

/** What decoding puts for bytes that are no UTF-8. */
const REPLACEMENT = '\ufffd';

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
        return this.utf8();
      case KIND.text16:
        return this.slice(this.natural(), 'utf16le');
      case KIND.begins:
        return this.beginning() + this.utf8();
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
    const digits = String(this.natural());
    if (digits.length > length) throw unreadable();
    return digits.padStart(length, '0');
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

  private utf8(): string {
    const length = this.natural();
    const text = this.slice(length, 'utf8');
    if (text.includes(REPLACEMENT) && !isUtf8(this.bytes.subarray(this.at - length, this.at)))
      throw unreadable();
    return text;
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
    const first = this.byte();
    if (first < 128) return first;
    let [value, unit] = [first & 127, 128];
    for (let left = MOST_BYTES_OF_NATURAL - 1; left > 0; left -= 1) {
      const byte = this.byte();
      value += (byte & 127) * unit;
      if (byte < 128) return safe(value);
      unit *= 128;
    }
    throw unreadable();
  }

  private byte(): number {
    if (this.at >= this.bytes.length) throw unreadable();
    return this.bytes[this.at++]!;
  }
}
