import type { Instant } from '#consent';
import type { ConsentHistory } from '../consent-history';

/** A span of time that has a width. */
export interface Domain {
  readonly from: Instant;
  readonly to: Instant;
}

const DAY = 86_400_000;

/** How much of the picture is left free at either side. */
const MARGIN = 0.03;

/**
 * The time that a picture shows: everything that was recorded, and now; and of what was stated, as much as lies within the same
 * length beside it. A consent until 9999 runs out of the picture, instead of making a dot of everything else.
 */
export function domainOf(histories: readonly ConsentHistory[], now: Instant): Domain {
  const recorded = [...histories.flatMap(({ entries }) => entries.map(({ event }) => event.recordedAt)), now];
  const [first, last] = [leastOf(recorded), greatestOf(recorded)];
  const reach = Math.max(last - first, DAY);
  const stated = histories
    .flatMap(statedTimes)
    .filter((time) => time >= first - reach && time <= last + reach);
  const [from, to] = [leastOf([first, ...stated]), greatestOf([last, ...stated])];
  const margin = Math.max(to - from, DAY) * MARGIN;
  return { from: from - margin, to: to + margin };
}

const statedTimes = ({ registered, entries }: ConsentHistory): Instant[] => {
  const ends = entries.flatMap(({ event }) => ('end' in event && event.end ? [event.end.at] : []));
  return [registered.start.at, ...ends];
};

const leastOf = (times: readonly Instant[]): Instant => times.reduce((least, time) => Math.min(least, time));
const greatestOf = (times: readonly Instant[]): Instant => times.reduce((most, time) => Math.max(most, time));

/** Where an instant stands, in pixels. */
export type Scale = (instant: Instant) => number;

export const scaleOf =
  ({ from, to }: Domain, left: number, width: number): Scale =>
  (instant) =>
    left + ((instant - from) / (to - from)) * width;
