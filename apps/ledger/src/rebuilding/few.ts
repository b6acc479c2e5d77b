import { WrongUsage } from '../failure';
import type { Options } from '../ledger-command';

/** The first of many, and how many there were: what is found may be more than anybody reads, or memory holds. */
export class Few<T> {
  private readonly kept: T[] = [];
  private count = 0;

  constructor(private readonly limit: number) {}

  add(items: readonly T[]): void {
    this.count += items.length;
    this.kept.push(...items.slice(0, Math.max(0, this.limit - this.kept.length)));
  }

  get first(): readonly T[] {
    return this.kept;
  }

  get total(): number {
    return this.count;
  }

  /** How many more there were. */
  get left(): number {
    return this.count - this.kept.length;
  }
}

const LARGEST = 100_000;

/** @throws WrongUsage */
export function limitOf({ limit }: Options): number {
  const text = String(limit);
  const number = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (number <= LARGEST) return number;
  throw new WrongUsage(`--limit is no whole number from 0 to ${LARGEST}.`);
}
