import type { Followed, StreamRules } from '#evidence';
import { streamForms } from '#consent-ledger';
import { decodeHold, type HoldEvent } from '#retention';
import type { StoredEvent } from '#event-store';
import { malformed, streamsNamed } from './shapes';

/** The holds that there are, by their ids, and whether each is lifted. */
type Placed = ReadonlyMap<string, boolean>;

/** A hold is placed once, and lifted once after that. */
export const holdRules: StreamRules<Placed> = {
  holds: streamsNamed(streamForms.holds),
  initial: new Map(),
  follow: (state, stored) => {
    const event = soundHold(stored);
    if (!event) return malformed(state, 'It is no event of a legal hold.');
    const isLifted = state.get(event.holdId);
    if (event.type === 'HoldPlaced')
      return isLifted === undefined
        ? followed(state, event)
        : unlawful(state, 'It places a hold that there is already.');
    return isLifted === false
      ? followed(state, event)
      : unlawful(state, 'It lifts a hold that was not placed before it, or is lifted already.');
  },
};

const followed = (state: Placed, { holdId, type }: HoldEvent): Followed<Placed> => ({
  state: new Map(state).set(holdId, type === 'HoldLifted'),
});

const unlawful = (state: Placed, what: string): Followed<Placed> => ({
  state,
  fault: { kind: 'rules', what },
});

function soundHold(stored: StoredEvent): HoldEvent | null {
  try {
    return decodeHold(stored);
  } catch {
    return null;
  }
}
