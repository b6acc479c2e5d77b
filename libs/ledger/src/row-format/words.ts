/**
 * What the rows of a read model are made of again and again, so that a row can name it by a number. They belong to a version of the
 * read model and are kept beside its rows: rows are always read by the words that they were written with.
 */
export interface RowWords {
  /** The fields of objects, each list in its order. */
  readonly shapes: readonly (readonly string[])[];
  /** Texts, also names of fields in objects whose shape is not listed. */
  readonly texts: readonly string[];
}

export const NO_WORDS: RowWords = { shapes: [], texts: [] };

/** Nothing else about a value is known from its first byte when that is one of these or above. */
export const FIRST_SHAPE = 32;
export const FIRST_TEXT = 128;
const BYTES = 256;

/** One step on the way through the fields of an object. */
interface Step {
  /** The shape that ends here. */
  shape?: number;
  readonly next: Map<string, Step>;
  /** The way that was gone last, and is usually gone again: comparing a name is cheaper than looking it up. */
  last?: { readonly field: string; readonly step: Step };
}

/** Words by what they stand for. */
export class WordIndex {
  private readonly texts: ReadonlyMap<string, number>;
  private readonly isLengthOfText: readonly boolean[];
  private readonly first: Step = { next: new Map() };

  /** @throws RangeError when there are more words than numbers for them. */
  constructor({ shapes, texts }: RowWords) {
    if (shapes.length > FIRST_TEXT - FIRST_SHAPE || texts.length > BYTES - FIRST_TEXT) {
      throw new RangeError('There are too many words for the rows of one read model.');
    }
    this.texts = new Map(texts.map((text, index) => [text, index]));
    this.isLengthOfText = lengthsOf(texts);
    shapes.forEach((fields, index) => this.add(fields, index));
  }

  /** Most texts are no words, and already their length shows it: looking them up would hash each. */
  text(text: string): number | undefined {
    return this.isLengthOfText[text.length] ? this.texts.get(text) : undefined;
  }

  shape(fields: readonly string[]): number | undefined {
    let step = this.first;
    for (const field of fields) {
      if (step.last?.field !== field) {
        const next = step.next.get(field);
        if (!next) return undefined;
        step.last = { field, step: next };
      }
      step = step.last.step;
    }
    return step.shape;
  }

  private add(fields: readonly string[], index: number): void {
    let step = this.first;
    for (const field of fields) {
      let next = step.next.get(field);
      if (!next) step.next.set(field, (next = { next: new Map() }));
      step = next;
    }
    step.shape = index;
  }
}

function lengthsOf(texts: readonly string[]): readonly boolean[] {
  const longest = Math.max(-1, ...texts.map(({ length }) => length));
  const isLength = Array.from({ length: longest + 1 }, () => false);
  for (const { length } of texts) isLength[length] = true;
  return isLength;
}
