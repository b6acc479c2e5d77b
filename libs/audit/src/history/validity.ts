import type { ConsentEvent, ConsentState, Instant } from '#consent';

/** When a consent may give access, as far as is known; both ends belong to it. `null`: never. */
export type Validity = {
  readonly startsAt: Instant;
  /** `null`: until further notice. */
  readonly lastValidAt: Instant | null;
} | null;

/** The span that is left after the last event so far. One that is closed ends just before that was recorded, or earlier by itself. */
export function validityAfter(state: ConsentState, last: Pick<ConsentEvent, 'recordedAt'>): Validity {
  if (state.status === 'none') return null;
  const startsAt = state.registered.start.at;
  const lastValidAt =
    state.status === 'registered'
      ? state.lastValidAt
      : Math.min(state.lastValidAt ?? Infinity, last.recordedAt - 1);
  return lastValidAt !== null && lastValidAt < startsAt ? null : { startsAt, lastValidAt };
}
