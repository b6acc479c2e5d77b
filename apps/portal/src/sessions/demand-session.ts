import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#platform';
import { KEPT_FORM } from '../addresses';
import { PortalError } from '../portal-errors/portal-error';
import { carriesToken } from './csrf';
import type { KeptForms } from './kept-forms';
import type { PortalSessions } from './portal-sessions';
import type { Session } from './session';

const READING = new Set(['GET', 'HEAD']);

/** What a scope lets its visitors in by. */
export interface SessionDemand {
  readonly sessions: PortalSessions;
  readonly keptForms: KeptForms;
  readonly config: Pick<Config, 'AUDITORS'>;
}

/**
 * Every page of a scope is for who is signed on: who only looks is sent to sign on. A form that no page of the session has made is
 * refused, or kept when it is one of a session that has just ended.
 */
export function demandSession(scope: FastifyInstance, { sessions, keptForms, config }: SessionDemand): void {
  scope.addHook('onRequest', async (request, reply) => {
    const session = await sessions.find(request.sessionCookie);
    if (session === null) return withoutSession(request, reply);
    request.portalSession = session;
    // Asked each time: a person who loses the right loses it at once, and not when the session ends.
    request.isAuditor = config.AUDITORS?.includes(session.hprNumber) ?? false;
  });
  scope.addHook('preHandler', async (request, reply) => {
    const session = request.portalSession as Session | undefined;
    if (READING.has(request.method) || (session && carriesToken(request, session))) return;
    if (await keptForms.keep(request, reply)) return reply.redirect(session ? KEPT_FORM : '/', 303);
    throw new PortalError(session ? 'KJF-000161' : 'KJF-000162');
  });
}

/** A form that may be kept is read first: it says of which session it is. */
function withoutSession({ method, routeOptions }: FastifyRequest, reply: FastifyReply): unknown {
  if (READING.has(method)) return reply.redirect('/', 303);
  if (routeOptions.config.typedIn) return undefined;
  throw new PortalError('KJF-000162');
}
