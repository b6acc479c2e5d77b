import { wholeNumber } from './setting-kinds';

const DAY = 86_400;

/** The settings of the signed snapshots that callers answer from while they cannot reach the service. */
export const snapshotSettings = {
  SNAPSHOT_VALID_S: wholeNumber(
    1,
    DAY,
  )({
    desc: 'For how many seconds a snapshot of consents may be used. It is how old a yes may be that a caller gives from one: a consent that was cancelled since still gives access there.',
    default: 3_600,
    example: '3600',
  }),
  SNAPSHOT_CONSENTS: wholeNumber(
    1,
    100_000,
  )({
    desc: 'The most consents in a snapshot. A care provider with more gets no snapshot.',
    default: 100_000,
    example: '100000',
  }),
};
