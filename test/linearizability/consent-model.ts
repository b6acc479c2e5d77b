import type { Action, Answer, Change } from './operation';

/** What has become of one consent. */
export type Standing = 'none' | 'open' | 'ended' | 'cancelled' | 'deleted';

/** The consents of one place. One that is not in it was never registered. */
export type PlaceState = ReadonlyMap<string, Standing>;

/** What an operation may be answered in a state, and what state it leaves behind: the same object when it changes nothing. */
export interface Outcome {
  readonly answer: Answer;
  readonly state: PlaceState;
}

type Next = readonly [answer: Answer, standing: Standing];

const closed = {
  cancelled: [['already-cancelled', 'cancelled']],
  deleted: [['already-deleted', 'deleted']],
} as const satisfies Partial<Record<Standing, readonly Next[]>>;

const closing = (standing: Standing): Readonly<Record<Standing, readonly Next[]>> => ({
  ...closed,
  none: [['not-found', 'none']],
  open: [['ok', standing]],
  ended: [['ok', standing]],
});

const refusedRegistration = (standing: Standing): readonly Next[] => [['already-registered', standing]];

/**
 * The rules of the contracts once more, apart from the product: a consent is registered once, closed once, and may be ended before it
 * is closed. The end of an ended consent may be moved closer by the clock of another process, so a second end may be accepted.
 */
const rules: Readonly<Record<Change, Readonly<Record<Standing, readonly Next[]>>>> = {
  register: {
    none: [['ok', 'open']],
    open: refusedRegistration('open'),
    ended: refusedRegistration('ended'),
    cancelled: refusedRegistration('cancelled'),
    deleted: refusedRegistration('deleted'),
  },
  cancel: closing('cancelled'),
  delete: closing('deleted'),
  end: {
    ...closing('ended'),
    ended: [
      ['already-ended', 'ended'],
      ['ok', 'ended'],
    ],
  },
};

/** What an operation may do in a state. */
export function outcomesOf(action: Action, consent: string | null, state: PlaceState): readonly Outcome[] {
  if (action === 'check') return [{ answer: hasConsent(state) ? 'yes' : 'no', state }];
  const before = state.get(consent!) ?? 'none';
  return rules[action][before].map(([answer, standing]) => ({
    answer,
    state: standing === before ? state : new Map([...state, [consent!, standing]]),
  }));
}

const hasConsent = (state: PlaceState): boolean => [...state.values()].includes('open');
