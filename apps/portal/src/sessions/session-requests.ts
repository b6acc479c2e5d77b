import type { FastifyInstance } from 'fastify';
import { SecretCookie } from './secret-cookie';

declare module 'fastify' {
  interface FastifyRequest {
    sessionCookie: SecretCookie;
  }
}

/** Gives every request the cookie of its session, before anybody asks whether there is one. */
export function readSessionCookies(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    request.sessionCookie = new SecretCookie('session', request, reply);
  });
}
