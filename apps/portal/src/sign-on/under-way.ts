import type { Instant, PersonIdentity } from '#consent';
import type { ErrorCode } from '#platform';
import type { LetIn } from '#sign-on';
import type { SessionWorkplace } from '../sessions/session';
import type { SignInChecks } from './identity-provider';

/** Somebody has come with a ticket, which has not been looked at yet. */
export interface Entering {
  /** What the ticket is known by; also what is no ticket is known by its digest here. */
  readonly ticketDigest: string;
  readonly begunAt: Instant;
}

/** Somebody is at the identity provider. */
export interface SignIn {
  readonly checks: SignInChecks;
  /** What the ticket is known by that the person came with. */
  readonly ticketDigest?: string;
  readonly begunAt: Instant;
  /** There once it has been refused. */
  readonly refused?: { readonly code: ErrorCode; readonly eventId: string };
}

/** One that was refused; its page, when it is loaded again, says the same. */
export type RefusedSignIn = SignIn & Required<Pick<SignIn, 'refused'>>;

/** What a browser has begun at the identity provider: a sign-in for each of its tabs. */
export interface SigningIn {
  readonly signIns: readonly SignIn[];
  /** When the latest of them began. */
  readonly begunAt: Instant;
}

/** Who has been let in, before it is settled where that person works now. */
export interface Arrival {
  readonly person: PersonIdentity;
  readonly letIn: LetIn;
  readonly ticketDigest?: string;
  /** Where the person works in the session that goes on. Absent: a session begins. */
  readonly workplace?: SessionWorkplace;
  /** When the person proved who it is. */
  readonly signedOnAt: Instant;
  /** What the identity provider proved it by. Absent where a session goes on, which has it, and when it was too long to be kept. */
  readonly idToken?: string;
}

/** An arrival that waits for the person to pick a workplace. */
export interface Choosing extends Arrival {
  readonly csrfToken: string;
  readonly begunAt: Instant;
}

/** Somebody has signed out of the portal, and may go on to sign out of the identity provider. */
export interface Leaving {
  readonly idToken?: string;
  readonly begunAt: Instant;
}

/** How long each of them may take, in milliseconds. */
const TIME_TO_SIGN_ON = 10 * 60_000;

export const isTooLate = ({ begunAt }: { readonly begunAt: Instant }, now: Instant): boolean =>
  now >= begunAt + TIME_TO_SIGN_ON;
