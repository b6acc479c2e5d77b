/**
 * What everything that is drawn at random in tests is drawn from: the same in every run, so that no run fails by chance and every
 * failure can be repeated. `SEED=7 npm test` draws others.
 */
export const seed = Number(process.env.SEED ?? 1);
