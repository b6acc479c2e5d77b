import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#platform';
import { PortalError } from '../portal-errors/portal-error';
import { demandCsrfToken } from './csrf';
import type { PortalSessions } from './portal-sessions';

const READING = new Set(['GET', 'HEAD']);

/** What a scope lets its visitors in by. */
export interface SessionDemand {
  readonly sessions: PortalSessions;
  readonly config: Pick<Config, 'AUDITORS'>;
}

/**
 * Every page of a scope is for who is signed on: who only looks is sent to sign on, and a form of somebody who is signed on no more is
 * refused, as is one that no page of the session has made.
 */
export function demandSession(scope: FastifyInstance, { sessions, config }: SessionDemand): void {
  scope.addHook('onRequest', async (request, reply) => {
    const session = await sessions.find(request.sessionCookie);
    if (session === null) return sendToSignOn(request, reply);
    request.portalSession = session;
    // Asked each time: a person who loses the right loses it at once, and not when the session ends.
    request.isAuditor = config.AUDITORS?.includes(session.hprNumber) ?? false;
  });
  scope.addHook('preHandler', async (request) => {
    if (!READING.has(request.method)) demandCsrfToken(request, request.portalSession);
  });
}

function sendToSignOn({ method }: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (READING.has(method)) return reply.redirect('/', 303);
  throw new PortalError('KJF-000162');
}
