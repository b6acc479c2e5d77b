import type { Instant } from '#consent';
import { NO_POSITION, type Position } from '#event-store';

/** When something was recorded, by itself, and how far the ledger had come then. */
export interface Timed {
  readonly position: Position;
  readonly at: Instant;
}

/** The earliest time at or after each of some positions, in the memory that these take. */
export class EarliestTimes {
  private readonly positions: readonly Position[];
  private readonly times: number[];

  constructor(positions: readonly Position[]) {
    this.positions = [...new Set(positions)].sort((one, other) => one - other);
    this.times = this.positions.map(() => Infinity);
  }

  add({ position, at }: Timed): void {
    if (position === NO_POSITION) return;
    const place = this.positions.findLastIndex((one) => one <= position);
    if (place >= 0) this.times[place] = Math.min(this.times[place]!, at);
  }

  /** @param position one of those that were given. `Infinity`: there is no time. */
  readonly since = (position: Position): number =>
    Math.min(...this.times.slice(this.positions.indexOf(position)));
}
