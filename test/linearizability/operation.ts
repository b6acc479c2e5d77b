export type Change = 'register' | 'cancel' | 'delete' | 'end';
export type Action = Change | 'check';

export type Answer =
  | 'ok'
  | 'not-found'
  | 'already-registered'
  | 'already-cancelled'
  | 'already-deleted'
  | 'already-ended'
  | 'yes'
  | 'no';

/** One operation as its caller saw it. Moments are whole numbers that order all beginnings and ends of a history. */
export interface Operation {
  /** A patient at a care unit. A check asks about all consents of a place, a change is about one of them. */
  readonly place: string;
  readonly action: Action;
  /** `null` for a check. */
  readonly consent: string | null;
  readonly begun: number;
  /** Infinite without an answer: then the operation may have taken effect at any moment since it was begun, or never. */
  readonly ended: number;
  readonly answer: Answer | null;
}

export const inWords = ({ action, consent, begun, ended, answer }: Operation): string =>
  `${action}${consent === null ? '' : ` ${consent}`} [${begun}, ${ended}] ${answer ?? 'no answer'}`;
