import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PortalError } from '../portal-errors/portal-error';
import { demandCsrfToken } from './csrf';
import type { PortalSessions } from './portal-sessions';

const READING = new Set(['GET', 'HEAD']);

/**
 * Every page of a scope is for who is signed on: who only looks is sent to sign on, and a form of somebody who is signed on no more is
 * refused, as is one that no page of the session has made.
 */
export function demandSession(scope: FastifyInstance, sessions: PortalSessions): void {
  scope.addHook('onRequest', async (request, reply) => {
    const session = await sessions.find(request.sessionCookie);
    if (session === null) return sendToSignOn(request, reply);
    request.portalSession = session;
  });
  scope.addHook('preHandler', async (request) => {
    if (!READING.has(request.method)) demandCsrfToken(request, request.portalSession);
  });
}

function sendToSignOn({ method }: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (READING.has(method)) return reply.redirect('/', 303);
  throw new PortalError('KJF-000162');
}
