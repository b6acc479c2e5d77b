/** Lets so many do their work at once, the others afterwards, in the order in which they came. */
export class Turnstile {
  private within = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: () => number) {}

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.within >= this.most()) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.within += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.within -= 1;
    }
  }
}
