/**
 * One read answers all who ask before it starts. Who asks while one is under way waits for the next: the one under way may have
 * looked before the question was asked.
 */
export class SharedRead<T> {
  private underWay: Promise<T> | undefined;
  private next: Promise<T> | undefined;

  constructor(private readonly read: () => Promise<T>) {}

  ask(): Promise<T> {
    if (this.next) return this.next;
    if (!this.underWay) return this.begin();
    const begin = (): Promise<T> => this.begin();
    this.next = this.underWay.then(begin, begin);
    return this.next;
  }

  private begin(): Promise<T> {
    this.next = undefined;
    const read = this.read();
    const done = (): void => {
      if (this.underWay === read) this.underWay = undefined;
    };
    this.underWay = read;
    read.then(done, done);
    return read;
  }
}
