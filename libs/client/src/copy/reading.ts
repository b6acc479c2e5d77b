import type { Moment } from './copy-options';
import type { Present } from './held-consents';

/** A reading that came to the end of the changes. */
export interface Reading {
  /** No later than when the ledger was asked. */
  readonly asked: Moment;
  /** No earlier than when it had answered. */
  readonly answered: Moment;
  /** The service's time when it was asked, in milliseconds since 1970. */
  readonly readAt: number;
  readonly position: number;
}

/** How old a reading is at most, in milliseconds: by the clock that has gone further. */
export const ageOf = ({ asked }: Reading, now: Moment): number =>
  Math.max(now.monotonic - asked.monotonic, now.wall - asked.wall);

/** Between which instants the present lies by the service's clock. */
export function presentAt(reading: Reading, now: Moment): Present {
  const { answered, readAt } = reading;
  const least = Math.max(0, Math.min(now.monotonic - answered.monotonic, now.wall - answered.wall));
  return { earliest: readAt + least, latest: readAt + ageOf(reading, now) };
}
