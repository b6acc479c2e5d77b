import type { StoredEvent } from '#event-store';

/** What is wrong with an event by itself, or where it stands: a sentence without a personal identity. */
export interface Fault {
  readonly kind: 'malformed' | 'rules';
  readonly what: string;
}

/** The state after an event. One that is at fault is passed over: the state is then that before it. */
export interface Followed<State> {
  readonly state: State;
  readonly fault?: Fault;
}

/** What the events of one kind of stream must be, by shape: the rules are joined to the walk where the ledger is put together. */
export interface StreamRules<State = unknown> {
  /** Whether a stream is of this kind, by its whole name. */
  holds(stream: string): boolean;
  /** The state before the first event. */
  readonly initial: State;
  /** Never throws, whatever the event holds. */
  follow(state: State, event: StoredEvent): Followed<State>;
}
