import type { Instant } from '#consent';
import type { SignedOff } from '#sign-on';
import type { Session } from './session';

/** How long a session lasts, in milliseconds: without a request, and in all. */
export interface SessionLimits {
  readonly idle: number;
  readonly absolute: number;
}

/** Why a session is over, or `null` while it is not. */
export function endOf(
  { signedOnAt, lastSeenAt }: Pick<Session, 'signedOnAt' | 'lastSeenAt'>,
  { idle, absolute }: SessionLimits,
  now: Instant,
): Exclude<SignedOff['reason'], 'asked'> | null {
  if (now >= signedOnAt + absolute) return 'too-long';
  return now >= lastSeenAt + idle ? 'idle' : null;
}

/** That somebody was seen is written only so often within the idle limit, because most requests come close together. */
const SEEN_PER_IDLE = 60;

export const isWorthNoting = ({ lastSeenAt }: Session, { idle }: SessionLimits, now: Instant): boolean =>
  now - lastSeenAt > idle / SEEN_PER_IDLE;
