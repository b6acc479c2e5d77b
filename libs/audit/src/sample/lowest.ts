/**
 * The members of a set that have the lowest ranks, so many of them, whatever order the members come in. No more than twice as many
 * are held at a time.
 */
export class Lowest {
  private held: Buffer[] = [];
  private highest: Buffer | null = null;
  private readonly names = new Map<string, string>();

  constructor(private readonly size: number) {}

  offer(name: string, rank: Buffer): void {
    if (this.size === 0 || (this.highest && rank.compare(this.highest) >= 0)) return;
    const key = rank.toString('latin1');
    if (this.names.has(key)) return;
    this.names.set(key, name);
    this.held.push(rank);
    if (this.held.length >= 2 * this.size) this.cut();
  }

  members(): ReadonlySet<string> {
    this.cut();
    return new Set(this.names.values());
  }

  private cut(): void {
    const sorted = this.held.sort((one, other) => one.compare(other));
    for (const rank of sorted.slice(this.size)) this.names.delete(rank.toString('latin1'));
    this.held = sorted.slice(0, this.size);
    if (this.held.length === this.size) this.highest = this.held.at(-1) ?? null;
  }
}
