import type { ConsentEvent, ConsentRegistered, Instant } from './event';

/** What the rules need to know of one consent's history. */
export type ConsentState =
  | { readonly status: 'none' }
  | {
      readonly status: 'registered' | 'cancelled' | 'deleted';
      /** The event that began it, as written. */
      readonly registered: ConsentRegistered;
      /** The last instant at which it is valid, after all changes. `null`: until further notice. */
      readonly lastValidAt: Instant | null;
    };

export const initialState: ConsentState = { status: 'none' };

/** The state after one more event. */
export function evolve(state: ConsentState, event: ConsentEvent): ConsentState {
  if (event.type === 'ConsentRegistered') {
    return { status: 'registered', registered: event, lastValidAt: event.end?.at ?? null };
  }
  if (state.status === 'none') throw new Error(`${event.type} cannot begin the history of a consent.`);
  switch (event.type) {
    case 'ConsentCancelled':
      return { ...state, status: 'cancelled' };
    case 'ConsentDeleted':
      return { ...state, status: 'deleted' };
    case 'ConsentEndedByPatient':
      return { ...state, lastValidAt: event.end.at };
  }
}
