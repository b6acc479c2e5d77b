import { known, unreadable } from './demands';
import { textOf } from './digit-texts';
import { KIND } from './kinds';
import { RowBytes } from './row-bytes';
import { FIRST_SHAPE, FIRST_TEXT, type RowWords } from './words';

/** A field of a shape, in the canonical order. */
interface Place {
  /** Its name as JSON, with what is between it and the field before. */
  readonly name: string;
  /** Where it is among the fields as they are stored. */
  readonly stored: number;
}

/**
 * Reads rows as their canonical JSON (RFC 8785), without making the objects: the canonical order of a shape's fields is found once for
 * all rows. A comparison hashes the text of every row.
 */
export class CanonicalReader extends RowBytes {
  private readonly shapes: readonly (readonly Place[])[];
  private readonly quoted: readonly string[];

  constructor(words: RowWords) {
    super(words);
    this.shapes = words.shapes.map(inOrder);
    this.quoted = words.texts.map((text) => JSON.stringify(text));
  }

  /** @throws UnreadableRow */
  read(first: number, bytes: Uint8Array): string {
    return this.whole(first, bytes, this.value);
  }

  private readonly value = (): string => {
    const kind = this.byte();
    if (kind >= FIRST_TEXT) return known(this.quoted[kind - FIRST_TEXT]);
    if (kind >= FIRST_SHAPE) return this.shaped(kind);
    return kind <= KIND.near ? scalarText(this.scalar(kind)) : this.textOrList(kind);
  };

  private textOrList(kind: number): string {
    if (kind === KIND.array) return this.array();
    if (kind === KIND.object) return this.object();
    const text = this.text(kind);
    return isPlain(kind) ? `"${text}"` : JSON.stringify(text);
  }

  private array(): string {
    const values: string[] = [];
    for (let left = this.natural(); left > 0; left -= 1) values.push(this.value());
    return `[${values.join(',')}]`;
  }

  private object(): string {
    const values = new Map<string, string>();
    for (let left = this.natural(); left > 0; left -= 1) values.set(this.field(), this.value());
    const fields = [...values.keys()].sort();
    return `{${fields.map((field) => `${JSON.stringify(field)}:${values.get(field)!}`).join(',')}}`;
  }

  private shaped(kind: number): string {
    const places = this.shapes[kind - FIRST_SHAPE];
    if (!places) throw unreadable();
    const values: string[] = [];
    for (let left = places.length; left > 0; left -= 1) values.push(this.value());
    let text = '{';
    for (const { name, stored } of places) text += name + values[stored]!;
    return text + '}';
  }
}

const scalarText = (value: number | boolean | null): string =>
  Number.isSafeInteger(value) ? textOf(value as number) : String(value);

/** Texts that have nothing in them that JSON writes otherwise. */
const isPlain = (kind: number): boolean => kind >= KIND.uuid && kind <= KIND.localTime;

const inOrder = (fields: readonly string[]): readonly Place[] =>
  [...fields].sort().map((field, index) => ({
    name: `${index === 0 ? '' : ','}${JSON.stringify(field)}:`,
    stored: fields.indexOf(field),
  }));
