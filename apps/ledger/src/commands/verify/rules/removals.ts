import { streamForms } from '#consent-ledger';
import type { StoredEvent } from '#event-store';
import type { Followed, StreamRules } from '#evidence';
import { decodeRemoval, lapsesOnTime, type RemovalBegun, type RemovalEvent } from '#retention';
import { malformed, streamsNamed } from './shapes';

/** No setting allows a shorter time. */
const FEWEST_YEARS = 5;

/** A clock may be this far ahead of the one that verifies, in milliseconds. */
const TOLERATED = 10 * 60_000;

/** The removals that there are, by their ids, and whether each has ended. */
type Begun = ReadonlyMap<string, boolean>;

/**
 * A removal begins once, of days whose time was over, and ends once after that. Neither is recorded ahead of its time.
 * @param now when it is verified.
 */
export const removalRules = (now: number): StreamRules<Begun> => ({
  holds: streamsNamed(streamForms.removals),
  initial: new Map(),
  follow: (state, stored) => {
    const event = soundRemoval(stored);
    if (!event) return malformed(state, 'It is no event of a removal of records.');
    const fault = faultOf(event, state.get(event.removalId), now);
    if (fault !== null) return { state, fault: { kind: 'rules', what: fault } } satisfies Followed<Begun>;
    return { state: new Map(state).set(event.removalId, event.type === 'RemovalEnded') };
  },
});

function faultOf(event: RemovalEvent, hasEnded: boolean | undefined, now: number): string | null {
  if (event.recordedAt > now + TOLERATED) return 'It is recorded ahead of its time.';
  if (event.type === 'RemovalEnded')
    return hasEnded === false
      ? null
      : 'It ends a removal that was not begun before it, or has ended already.';
  if (hasEnded !== undefined) return 'It begins a removal that there is already.';
  return areOver(event) ? null : 'It removes records of a day whose time was not over.';
}

const areOver = ({ years, days, recordedAt }: RemovalBegun): boolean =>
  years >= FEWEST_YEARS && days.every(({ day }) => lapsesOnTime(day, years, recordedAt));

function soundRemoval(stored: StoredEvent): RemovalEvent | null {
  try {
    const event = decodeRemoval(stored);
    return event.type === 'RemovalEnded' || event.days.length > 0 ? event : null;
  } catch {
    return null;
  }
}
