import { NotAllowed, NotAuthenticated } from '../messages/errors';
import type { CheckContent, FromSnapshot, QueryRefusal, Question, Refused } from '../messages/results';

/**
 * Why a snapshot does not answer: there is none; its time has passed; the clock of this machine went back, or is behind the service's;
 * the question is of another care provider; it may not be in order; the answer changes just now.
 */
export type WhyNotFromSnapshot =
  'no-snapshot' | 'expired' | 'unclear-clock' | 'other-care-provider' | 'unclear-question' | 'unclear-time';

export interface AnsweredBySnapshot extends FromSnapshot {
  readonly kind: 'answered';
  readonly content: CheckContent;
  readonly position: number;
}

/** What a snapshot answers. When it does not, nothing is known, which is not a yes. */
export type SnapshotAnswer =
  AnsweredBySnapshot | { readonly kind: 'no-answer'; readonly why: WhyNotFromSnapshot };

/** An answer that a snapshot gave, for the caller's own record. The service's record of decisions does not have it. */
export interface SnapshotRecord extends FromSnapshot {
  readonly question: Question;
  readonly content: CheckContent;
  readonly position: number;
  /** When it was given, at the latest, in milliseconds since 1970. */
  readonly answeredAt: number;
}

/** Why a snapshot is not taken. */
export type WhyRefused =
  /** It cannot be read, or its service is newer than this package. */
  | 'unreadable'
  /** No key that was given has signed it, or a byte of it was changed. */
  | 'not-signed'
  /** Its lines are not those that it was signed over: one was changed, or they are those of a delta of another snapshot. */
  | 'other-lines'
  | 'other-ledger'
  | 'other-care-provider'
  | 'expired'
  /** It was taken later than it is here: the clock of this machine is behind. */
  | 'from-the-future'
  /** The one that is held was taken later. */
  | 'older';

/** A snapshot is not taken. The one that is held stays. */
export class SnapshotRefused extends Error {
  override readonly name = 'SnapshotRefused';

  constructor(
    readonly why: WhyRefused,
    options?: ErrorOptions,
  ) {
    super(`The snapshot of consents is refused: ${why}.`, options);
  }
}

/** The service gives the caller no snapshot. The one that is held is discarded. */
export class SnapshotDenied extends Error {
  override readonly name = 'SnapshotDenied';

  constructor(readonly refusal: Refused<QueryRefusal>) {
    super(`A snapshot of consents is denied: ${refusal.code}.`);
  }
}

/** The service says that the caller may not have one, or does not know it. */
export const isDenied = (error: unknown): boolean =>
  error instanceof SnapshotDenied || error instanceof NotAllowed || error instanceof NotAuthenticated;
