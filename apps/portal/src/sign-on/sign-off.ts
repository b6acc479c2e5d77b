import type { FastifyInstance } from 'fastify';
import { signedOutWords } from '../pages/signed-out/signed-out.words';
import { emptiedWords } from '../pages/emptied/emptied.words';
import { EMPTIED, SIGNED_OUT } from '../addresses';
import type { SignOnParts } from './sign-on-parts';

/** `POST /sign-out`, for who is signed on: the session is over before anything else is tried. */
export function openSignOff(
  scope: FastifyInstance,
  { sessions, identityProvider, portalUrl }: SignOnParts,
): void {
  scope.post('/sign-out', async (request, reply) => {
    await sessions.end(request.sessionCookie);
    const address = await identityProvider.signOutAddress(portalUrl + SIGNED_OUT);
    return reply.redirect(address ?? SIGNED_OUT, 303);
  });
}

/** `GET /emptied`, where a page goes when its session is over. It looks at no session, so that a page left open keeps none alive. */
export function openEmptied(app: FastifyInstance, { render }: SignOnParts): void {
  app.get(EMPTIED, (request, reply) =>
    render(request, reply, 'emptied/emptied', { words: emptiedWords[request.language] }),
  );
}

/** `GET /signed-out`, where a person ends up afterwards. */
export function openSignedOut(app: FastifyInstance, { render }: SignOnParts): void {
  app.get(SIGNED_OUT, (request, reply) =>
    render(request, reply, 'signed-out/signed-out', { words: signedOutWords[request.language] }),
  );
}
