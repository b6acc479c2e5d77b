import { ByteWriter } from './byte-writer';
import { KIND, LARGE, MOST_DIGITS, NEAR, REMEMBERED } from './kinds';
import { FIRST_SHAPE, FIRST_TEXT, type WordIndex } from './words';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const UPPER_CASE_UUID = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;
const UUID_LENGTH = 36;
const DIGITS = /^[0-9]+$/;
const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;
const LOCAL_TIME_LENGTH = 19;

const ASCII = /^[\x20-\x7e]*$/;

/** One surrogate without the other. */
const HALF_PAIR = /\p{Surrogate}/u;

const DIGIT_0 = 0x30;

/** A beginning that is shorter than this costs more to name than to write. */
const SHORTEST_BEGINNING = 4;

type Fields = Readonly<Record<string, unknown>>;

/** Writes one row after the other. */
export class RowWriter {
  private readonly out = new ByteWriter();
  private near = 0;
  private readonly texts: string[] = [];

  constructor(private readonly words: WordIndex) {}

  /** The bytes of a row, as JSON would have it, between a byte of the format's and a checksum. */
  write(first: number, row: unknown): Buffer {
    this.out.restart();
    this.near = 0;
    this.texts.length = 0;
    this.out.byte(first);
    this.value(row);
    return this.out.checked();
  }

  private value(value: unknown): void {
    if (typeof value === 'string') this.text(value);
    else if (typeof value === 'number') this.number(value);
    else if (typeof value === 'boolean') this.out.byte(value ? KIND.true : KIND.false);
    else if (value === null || value === undefined) this.out.byte(KIND.null);
    else this.structure(value);
  }

  private structure(value: unknown): void {
    if (typeof value !== 'object') throw new TypeError(`A ${typeof value} cannot be in a row.`);
    if (Array.isArray(value)) this.array(value);
    else this.object(value as Fields);
  }

  private array(values: readonly unknown[]): void {
    this.out.byte(KIND.array);
    this.out.natural(values.length);
    for (const value of values) this.value(value);
  }

  private object(object: Fields): void {
    const fields = fieldsOf(object);
    const shape = this.words.shape(fields);
    if (shape === undefined) return this.unlisted(object, fields);
    this.out.byte(FIRST_SHAPE + shape);
    for (const field of fields) this.value(object[field]);
  }

  private unlisted(object: Fields, fields: readonly string[]): void {
    this.out.byte(KIND.object);
    this.out.natural(fields.length);
    for (const field of fields) {
      this.text(field);
      this.value(object[field]);
    }
  }

  private number(value: number): void {
    if (!Number.isFinite(value)) return this.out.byte(KIND.null);
    if (!Number.isSafeInteger(value)) return this.float(value);
    if (value < 0) {
      this.out.byte(KIND.negative);
      return this.out.natural(-1 - value);
    }
    if (value >= LARGE) return this.large(value);
    this.out.byte(KIND.natural);
    this.out.natural(value);
  }

  private large(value: number): void {
    const distance = value - this.near;
    this.near = value;
    if (Math.abs(distance) < NEAR) {
      this.out.byte(KIND.near);
      this.out.natural(distance < 0 ? -2 * distance - 1 : 2 * distance);
    } else {
      this.out.byte(KIND.natural);
      this.out.natural(value);
    }
  }

  private float(value: number): void {
    this.out.byte(KIND.float);
    this.out.float(value);
  }

  private text(text: string): void {
    const word = this.words.text(text);
    if (word !== undefined) return this.out.byte(FIRST_TEXT + word);
    const same = this.texts.indexOf(text);
    if (same >= 0) {
      this.out.byte(KIND.same);
      return this.out.byte(same);
    }
    if (!this.uuid(text) && !this.localTime(text) && !this.digits(text)) this.otherText(text);
    if (this.texts.length < REMEMBERED) this.texts.push(text);
  }

  private uuid(text: string): boolean {
    if (text.length !== UUID_LENGTH) return false;
    const isLowerCase = UUID.test(text);
    if (!isLowerCase && !UPPER_CASE_UUID.test(text)) return false;
    this.out.byte(isLowerCase ? KIND.uuid : KIND.upperCaseUuid);
    this.out.uuid(text);
    return true;
  }

  private localTime(text: string): boolean {
    if (text.length !== LOCAL_TIME_LENGTH || !LOCAL_TIME.test(text)) return false;
    this.out.byte(KIND.localTime);
    this.out.natural(numberOf(text));
    return true;
  }

  private digits(text: string): boolean {
    if (text.length === 0 || text.length > MOST_DIGITS || !DIGITS.test(text)) return false;
    this.out.byte(KIND.digits);
    this.out.byte(text.length);
    this.out.natural(numberOf(text));
    return true;
  }

  private otherText(text: string): void {
    if (!ASCII.test(text) && HALF_PAIR.test(text)) return this.written(KIND.text16, text, 'utf16le');
    const { like, length } = this.longestBeginning(text);
    if (length < SHORTEST_BEGINNING) return this.written(KIND.text, text, 'utf8');
    this.out.byte(KIND.begins);
    this.out.byte(like);
    this.out.natural(length);
    this.out.characters(text.slice(length), 'utf8');
  }

  private longestBeginning(text: string): { readonly like: number; readonly length: number } {
    let [like, length] = [0, 0];
    for (let index = 0; index < this.texts.length; index += 1) {
      const common = commonLength(text, this.texts[index]!);
      if (common > length) [like, length] = [index, common];
    }
    return { like, length };
  }

  private written(kind: number, text: string, encoding: BufferEncoding): void {
    this.out.byte(kind);
    this.out.characters(text, encoding);
  }
}

/** Those that JSON writes. */
function fieldsOf(object: Fields): string[] {
  const fields = Object.keys(object);
  for (const field of fields) {
    if (object[field] === undefined) return fields.filter((each) => object[each] !== undefined);
  }
  return fields;
}

/** In whole characters: what is left has to be one that can be written, too. */
function commonLength(one: string, other: string): number {
  let length = 0;
  const most = Math.min(one.length, other.length);
  while (length < most && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  return isFirstOfPair(one.charCodeAt(length - 1)) ? length - 1 : length;
}

const isFirstOfPair = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** The number that a text's digits make, whatever is between them. */
function numberOf(text: string): number {
  let number = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - DIGIT_0;
    if (digit >= 0 && digit <= 9) number = number * 10 + digit;
  }
  return number;
}
