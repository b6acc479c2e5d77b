import { known, unreadable } from './demands';
import { KIND } from './kinds';
import { RowBytes } from './row-bytes';
import { FIRST_SHAPE, FIRST_TEXT } from './words';

/** Reads one row after the other. */
export class RowReader extends RowBytes {
  /** @throws UnreadableRow */
  read(first: number, bytes: Uint8Array): unknown {
    return this.whole(first, bytes, this.value);
  }

  private readonly value = (): unknown => {
    const kind = this.byte();
    if (kind >= FIRST_TEXT) return known(this.words.texts[kind - FIRST_TEXT]);
    if (kind >= FIRST_SHAPE) return this.shaped(kind);
    return kind <= KIND.near ? this.scalar(kind) : this.textOrList(kind);
  };

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
    for (let left = this.natural(); left > 0; left -= 1) entries.push([this.field(), this.value()]);
    return Object.fromEntries(entries);
  }

  private shaped(kind: number): object {
    const fields = this.words.shapes[kind - FIRST_SHAPE];
    if (!fields) throw unreadable();
    const object: Record<string, unknown> = {};
    for (const field of fields) object[field] = this.value();
    return object;
  }
}
