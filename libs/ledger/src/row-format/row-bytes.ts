import { isUtf8 } from 'node:buffer';
import { asBuffer, checked, known, safe, unreadable } from './demands';
import { digitsOf, localTimeOf } from './digit-texts';
import { KIND, LARGE, MOST_BYTES_OF_NATURAL, MOST_DIGITS, REMEMBERED, UUID_BYTES } from './kinds';
import { FIRST_TEXT, type RowWords } from './words';

const FLOAT_BYTES = 8;
const DIGITS_OF_LOCAL_TIME = 14;

/** What decoding puts for bytes that are no UTF-8. */
const REPLACEMENT = '\ufffd';

/** Walks through the bytes of one row after the other. It takes no byte for granted: what does not make up a row exactly is refused. */
export class RowBytes {
  private bytes: Buffer = Buffer.alloc(0);
  private at = 0;
  private near = 0;
  private readonly texts: string[] = [];

  constructor(protected readonly words: RowWords) {}

  /** What `read` makes of a row whose first byte is that of the format. @throws UnreadableRow when that is not what is there. */
  protected whole<T>(first: number, bytes: Uint8Array, read: () => T): T {
    this.bytes = checked(asBuffer(bytes));
    this.at = 0;
    this.near = 0;
    this.texts.length = 0;
    if (this.byte() !== first) throw unreadable();
    const row = read();
    if (this.at !== this.bytes.length) throw unreadable();
    return row;
  }

  protected scalar(kind: number): number | boolean | null {
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

  protected text(kind: number): string {
    if (kind === KIND.same) return known(this.texts[this.byte()]);
    const text = this.newText(kind);
    if (this.texts.length < REMEMBERED) this.texts.push(text);
    return text;
  }

  /** The name of a field in an object whose shape is not listed. */
  protected field(): string {
    const kind = this.byte();
    return kind >= FIRST_TEXT ? known(this.words.texts[kind - FIRST_TEXT]) : this.text(kind);
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
    const number = this.natural();
    if (length > MOST_DIGITS || number >= 10 ** length) throw unreadable();
    return digitsOf(number, length);
  }

  private localTime(): string {
    const number = this.natural();
    if (number >= 10 ** DIGITS_OF_LOCAL_TIME) throw unreadable();
    return localTimeOf(number);
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
    const value = this.bytes.readDoubleBE(from);
    if (!Number.isFinite(value)) throw unreadable();
    return value;
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

  protected natural(): number {
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

  protected byte(): number {
    if (this.at >= this.bytes.length) throw unreadable();
    return this.bytes[this.at++]!;
  }
}
