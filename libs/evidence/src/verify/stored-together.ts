/**
 * What is stored many together, and asked for one after the other: it is read once for all that follow. A tile of a tree has 8 kB, and
 * to read it again for each of its leaves took a quarter of a verification.
 */
export class StoredTogether<T> {
  private first = 0;
  private read: readonly T[] = [];

  /** @param from reads one and those after it that are stored with it. */
  constructor(private readonly from: (index: number) => readonly T[]) {}

  /** @throws when it is not there. */
  at(index: number): T {
    const known = this.read[index - this.first];
    if (known !== undefined) return known;
    [this.first, this.read] = [index, this.from(index)];
    const [found] = this.read;
    if (found === undefined) throw new Error(`There is nothing at ${index}`);
    return found;
  }
}
