import type { Instant } from '#consent';
import type { SessionLimits } from './session-limits';
import type { Session } from './session';

/** When a session ends that is seen now and then no more. */
export interface SessionEnd {
  readonly at: Instant;
  /** Whether it ends then whatever is done: it has lasted for as long as a session may. */
  readonly isFinal: boolean;
}

export function endOfSession(
  { signedOnAt }: Pick<Session, 'signedOnAt'>,
  { idle, absolute }: SessionLimits,
  now: Instant,
): SessionEnd {
  const last = signedOnAt + absolute;
  return last <= now + idle ? { at: last, isFinal: true } : { at: now + idle, isFinal: false };
}
