/** Remembers values by their names. When there are too many, the one that was not asked for for longest is forgotten. */
export class MostRecent<Value> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly limit: number) {}

  get(name: string): Value | undefined {
    const value = this.values.get(name);
    if (value !== undefined) this.set(name, value);
    return value;
  }

  set(name: string, value: Value): void {
    this.values.delete(name);
    if (this.values.size >= this.limit) this.values.delete(this.values.keys().next().value!);
    this.values.set(name, value);
  }

  delete(name: string): void {
    this.values.delete(name);
  }
}
