/** The wall clock as data: milliseconds since 1970-01-01T00:00:00Z. Handed in, so that tests can turn it. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
