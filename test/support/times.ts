const factor = Number(process.env.TIMES ?? 1);

/** So many of a long test's rounds, or as many more as `TIMES` says: `TIMES=20 npm run test:long`. */
export const times = (rounds: number): number => Math.ceil(rounds * factor);
