import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SIGNED_OUT } from '#sign-on';
import { allowFormsTo } from '../browser-safety';
import { signedOutWords } from '../pages/signed-out/signed-out.words';
import { emptiedWords } from '../pages/emptied/emptied.words';
import { EMPTIED } from '../addresses';
import type { SignOutForm } from './identity-provider';
import { wayCookie, type SignOnParts } from './sign-on-parts';
import { isTooLate } from './under-way';

/** `POST /sign-out`, for who is signed on: the session is over before anything else is tried. */
export function openSignOff(scope: FastifyInstance, { sessions, leaving, clock }: SignOnParts): void {
  scope.post('/sign-out', async (request, reply) => {
    const ended = await sessions.end(request.sessionCookie);
    const left = { ...(ended?.idToken !== undefined && { idToken: ended.idToken }), begunAt: clock() };
    wayCookie('leaving', request, reply).set(await leaving.add(left));
    return reply.redirect(SIGNED_OUT, 303);
  });
}

/** `GET /emptied`, where a page goes when its session is over. It looks at no session, so that a page left open keeps none alive. */
export function openEmptied(app: FastifyInstance, { render }: SignOnParts): void {
  app.get(EMPTIED, (request, reply) =>
    render(request, reply, 'emptied/emptied', { words: emptiedWords[request.language] }),
  );
}

/** `GET /signed-out`, where a person ends up afterwards: first with a form that leads to the identity provider, then without. */
export function openSignedOut(app: FastifyInstance, parts: SignOnParts): void {
  app.get(SIGNED_OUT, async (request, reply) => {
    const form = await formOf(request, reply, parts);
    const words = signedOutWords[request.language];
    if (form === null) return parts.render(request, reply, 'signed-out/signed-out', { words, form });
    allowFormsTo(reply, parts.config, form.address);
    const provider = new URL(form.address).host;
    // Another language would be another request, which has no form.
    return parts.render(request, reply, 'signed-out/signed-out', { words, form, provider, here: null });
  });
}

/** The form is shown once: the next who opens the page in this browser learns nothing of the person before. */
async function formOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { leaving, identityProvider, portalUrl, clock }: SignOnParts,
): Promise<SignOutForm | null> {
  const cookie = wayCookie('leaving', request, reply);
  if (cookie.secret === undefined) return null;
  const left = await leaving.take(cookie.secret);
  cookie.clear();
  if (!left || isTooLate(left, clock())) return null;
  return identityProvider.signOutForm(portalUrl + SIGNED_OUT, left.idToken);
}
