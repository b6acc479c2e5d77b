import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock, Config } from '#platform';
import type { SecretRecords, SignOn } from '#sign-on';
import type { Render } from '../page-parts';
import type { KeptForms } from '../sessions/kept-forms';
import { SecretCookie } from '../sessions/secret-cookie';
import type { PortalSessions } from '../sessions/portal-sessions';
import type { IdentityProvider } from './identity-provider';
import type { Choosing, Entering, Leaving, SigningIn } from './under-way';

/** What the way in is made with. */
export interface SignOnParts {
  readonly config: Config;
  /** The portal as browsers know it, without a slash at its end. */
  readonly portalUrl: string;
  readonly clock: Clock;
  readonly signOn: SignOn;
  readonly identityProvider: IdentityProvider;
  readonly sessions: PortalSessions;
  readonly keptForms: KeptForms;
  readonly entering: SecretRecords<Entering>;
  readonly signingIn: SecretRecords<SigningIn>;
  readonly choosing: SecretRecords<Choosing>;
  readonly leaving: SecretRecords<Leaving>;
  readonly render: Render;
}

/**
 * Binds a browser to what it has begun: a person who comes back with another browser's address finds nothing. Each step of the way has a
 * cookie of its own, so that one tab does not take away what another has begun.
 */
export const wayCookie = (
  step: 'entering' | 'sign-on' | 'choosing' | 'leaving',
  request: FastifyRequest,
  reply: FastifyReply,
): SecretCookie => new SecretCookie(step, request, reply);
