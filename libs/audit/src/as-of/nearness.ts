import type { Miss, ReasonCode } from './explanation';

/** From what time alone would have changed to what is about somebody else, and somewhere else. */
const distances: Readonly<Record<ReasonCode, number>> = {
  'not-yet-registered': 0,
  'not-yet-started': 0,
  ended: 0,
  cancelled: 0,
  deleted: 0,
  'other-employee': 1,
  'other-care-unit': 2,
  'other-care-provider': 3,
};

const distance = ({ reasons }: Miss): number => Math.max(...reasons.map(({ code }) => distances[code]));

/** How far off in time was all that stood in the way, taken together, in milliseconds. */
const apart = ({ reasons }: Miss): number =>
  reasons.reduce((sum, reason) => sum + ('apartMs' in reason ? reason.apartMs : 0), 0);

/**
 * The nearest first: what failed on the fewest points; then what failed on time before what was for another employee, unit or care
 * provider; then what was closest in time; then what was registered last.
 */
export const byNearness = (a: Miss, b: Miss): number =>
  a.reasons.length - b.reasons.length ||
  distance(a) - distance(b) ||
  apart(a) - apart(b) ||
  b.consent.position - a.consent.position;
