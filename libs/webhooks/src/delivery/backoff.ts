const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const FIRST_PAUSE = 5 * SECOND;
const LONGEST_PAUSE = 15 * MINUTE;

/** How long a message that fails is tried before it is given up, in milliseconds. */
export const GIVE_UP_AFTER = 3 * 24 * 60 * MINUTE;

/**
 * How long to wait after so many failures in a row, in milliseconds: 5 seconds, then twice as long each time, 15 minutes at most. An end of
 * a consent waits behind a receiver that was down for no longer than that.
 */
export const pauseAfter = (failures: number): number =>
  Math.min(FIRST_PAUSE * 2 ** Math.min(Math.max(failures - 1, 0), 30), LONGEST_PAUSE);
