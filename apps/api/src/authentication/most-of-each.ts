import { MostRecent } from './most-recent';

/** Remembers values by their names, and only a few of each owner: one owner cannot have those of others forgotten. */
export class MostOfEach<Value> {
  private readonly values: MostRecent<Value>;
  /** The names of the values of each owner, the oldest first. */
  private readonly names: MostRecent<readonly string[]>;

  constructor(
    limit: number,
    private readonly ofEach: number,
  ) {
    this.values = new MostRecent(limit);
    this.names = new MostRecent(limit);
  }

  get(name: string): Value | undefined {
    return this.values.get(name);
  }

  set(owner: string, name: string, value: Value): void {
    const others = (this.names.get(owner) ?? []).filter((one) => one !== name);
    const tooMany = Math.max(0, others.length + 1 - this.ofEach);
    for (const old of others.slice(0, tooMany)) this.values.delete(old);
    this.names.set(owner, [...others.slice(tooMany), name]);
    this.values.set(name, value);
  }
}
