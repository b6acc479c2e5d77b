import { streamForms } from '#consent-ledger';
import type { StoredEvent } from '#event-store';
import type { Followed, StreamRules } from '#evidence';
import {
  accountStream,
  patientOpeningStream,
  signOnStream,
  ticketStream,
  type SignOnEvent,
  type TicketIssued,
} from '#sign-on';
import { malformed, streamsNamed } from './shapes';
import { soundSignOn } from './sign-on-shapes';

/** A ticket is issued, and redeemed at most once, while it was good. */
interface TicketState {
  readonly issued: TicketIssued | null;
  readonly isRedeemed: boolean;
}

const unissued: TicketState = { issued: null, isRedeemed: false };

export const ticketRules: StreamRules<TicketState> = {
  holds: streamsNamed(streamForms.ticket),
  initial: unissued,
  follow: (state, stored) => {
    const event = soundSignOn(stored);
    if (event?.type === 'TicketIssued') return followIssued(state, event, stored);
    if (event?.type === 'TicketRedeemed') return followRedeemed(state, event.recordedAt);
    return malformed(state, 'It is no event that a ticket has.');
  },
};

function followIssued(
  state: TicketState,
  issued: TicketIssued,
  { stream }: StoredEvent,
): Followed<TicketState> {
  if (ticketStream(issued.ticketDigest) !== stream)
    return malformed(state, 'It is about another ticket than its stream.');
  return state.issued
    ? unlawful(state, 'It issues a ticket that is issued already.')
    : { state: { issued, isRedeemed: false } };
}

function followRedeemed(state: TicketState, at: number): Followed<TicketState> {
  if (!state.issued) return unlawful(state, 'It redeems a ticket that was not issued before it.');
  if (state.isRedeemed) return unlawful(state, 'It redeems a ticket that is redeemed already.');
  if (at >= state.issued.expiresAt) return unlawful(state, 'It redeems a ticket that had expired.');
  return { state: { ...state, isRedeemed: true } };
}

const unlawful = <State>(state: State, what: string): Followed<State> => ({
  state,
  fault: { kind: 'rules', what },
});

/** An account is created once. The state is whether it is. */
export const accountRules: StreamRules<boolean> = {
  holds: streamsNamed(streamForms.account),
  initial: false,
  follow: (isCreated, stored) => {
    const event = soundSignOn(stored);
    if (event?.type !== 'AccountCreated' || accountStream(event.person) !== stored.stream)
      return malformed(isCreated, 'It does not create the account of its stream.');
    return isCreated ? unlawful(true, 'It creates an account that there is already.') : { state: true };
  },
};

/** Rules for the streams of a day. Each event is checked by itself: its day, and whether the stream has its type. */
const eachOfItsDay = (
  streamAt: (instant: number) => string,
  form: string,
  types: readonly SignOnEvent['type'][],
): StreamRules<null> => ({
  holds: streamsNamed(form),
  initial: null,
  follow: (state, stored) => {
    const event = soundSignOn(stored);
    return event && types.includes(event.type) && streamAt(event.recordedAt) === stored.stream
      ? { state }
      : malformed(state, 'It is no event of signing on that its stream has on its day.');
  },
});

export const signOnRules = eachOfItsDay(signOnStream, streamForms.signOn, [
  'SignedOn',
  'SignOnRefused',
  'SignedOff',
]);

export const patientOpeningRules = eachOfItsDay(patientOpeningStream, streamForms.patientOpening, [
  'PatientOpened',
]);
