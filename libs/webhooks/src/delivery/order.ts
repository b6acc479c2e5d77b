import type { Instant } from '#consent';

/** A change as it is delivered: where it stands, and what it did to which consent. */
export interface Message {
  /** The cursor of the change before it. Absent: it is the first of all. */
  readonly after?: string;
  /** Its own cursor. */
  readonly cursor: string;
  readonly assertionId: string;
  readonly change: 'registered' | 'ended' | 'cancelled' | 'deleted' | 'unreadable';
}

/** A message that the receiver has not taken, or that waits behind one of the same consent. */
export interface Undelivered extends Message {
  /** Of one that was put behind another: when. */
  readonly since?: Instant;
  /** Absent: it was not tried yet. */
  readonly firstFailedAt?: Instant;
  readonly failedAt?: Instant;
  readonly failures: number;
  readonly retryAt: Instant;
  readonly isDead?: true;
}

/** Those of the same consent that stand before a message. */
export function earlierThan(message: Message, undelivered: readonly Undelivered[]): readonly Undelivered[] {
  const place = undelivered.findIndex(({ cursor }) => cursor === message.cursor);
  const before = place < 0 ? undelivered : undelivered.slice(0, place);
  return before.filter(({ assertionId }) => assertionId === message.assertionId);
}

export const isBlocked = (message: Message, undelivered: readonly Undelivered[]): boolean =>
  earlierThan(message, undelivered).some((one) => !supersedes(message, one));

/**
 * Whether a change makes an earlier one of its consent superfluous: after the last word on a consent, nothing before it matters, and of two
 * ends that the patient has set, the later is the nearer. No end waits for what it supersedes: the receiver may have taken that, and not
 * said so.
 */
export const supersedes = (later: Message, earlier: Message): boolean =>
  isLastWord(later) || (later.change === 'ended' && earlier.change === 'ended');

const isLastWord = ({ change }: Message): boolean => change !== 'registered' && change !== 'ended';
