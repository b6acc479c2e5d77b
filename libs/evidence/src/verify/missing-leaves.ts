import type { Position } from '#event-store';
import type { Hash } from '../tree/hashing';

/** So many are remembered, so that two events that have changed places know each other. */
const REMEMBERED = 10_000;

/** Leaves whose events were not found where they were noted. */
export class MissingLeaves {
  private readonly positions = new Map<string, Position>();

  add(leaf: Hash | null, position: Position | null): void {
    if (leaf && position !== null && this.positions.size < REMEMBERED)
      this.positions.set(leaf.toString('base64'), position);
  }

  /** Where the event with this hash was noted, if it was missed there. */
  positionOf(hash: Hash | null): Position | null {
    return (hash && this.positions.get(hash.toString('base64'))) ?? null;
  }
}
