import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PortalError } from '../portal-errors/portal-error';
import { CALLBACK } from '../addresses';
import { arrive } from './arrive';
import type { SignInAnswer } from './identity-provider';
import { signOnCookie, type SignOnParts } from './sign-on-parts';
import { isTooLate, type SigningIn } from './under-way';

/** `GET /callback`: a person comes back from the identity provider. */
export function openCallback(app: FastifyInstance, parts: SignOnParts): void {
  app.get<{ Querystring: { state?: unknown } }>(CALLBACK, async (request, reply) => {
    const begun = await takeBegun(request, reply, parts);
    const answer: SignInAnswer = begun
      ? await parts.identityProvider.answer(addressOf(request, parts), begun.checks)
      : { answer: 'fault', cause: new Error('It answers nothing that this browser has asked.') };
    const entered = await parts.signOn.comeBack(answer.answer, parts.clock());
    if (entered.outcome === 'refused') throw new PortalError(entered.code, { ...entered, ...answer });
    if (answer.answer !== 'signed-in') throw new Error('Only who signed in comes further.');
    const signingOn = { person: answer.person, ticketDigest: begun?.ticketDigest };
    const letIn = await parts.signOn.authorise(signingOn, parts.clock());
    if (letIn.outcome === 'refused') throw new PortalError(letIn.code, letIn);
    return arrive(request, reply, parts, { ...signingOn, letIn, signedOnAt: parts.clock() });
  });
}

/**
 * What this browser began and now comes back from, once: an address that is opened again finds nothing. A state that is not its own
 * takes nothing away, so that nobody can spoil the sign-on of another by sending addresses.
 */
async function takeBegun(
  request: FastifyRequest<{ Querystring: { state?: unknown } }>,
  reply: FastifyReply,
  { signingIn, clock }: SignOnParts,
): Promise<SigningIn | null> {
  const cookie = signOnCookie(request, reply);
  if (cookie.secret === undefined) return null;
  const begun = signingIn.find(cookie.secret);
  if (!begun || begun.checks.state !== request.query.state) return null;
  const taken = await signingIn.take(cookie.secret);
  cookie.clear();
  return taken && !isTooLate(taken, clock()) ? taken : null;
}

/** The address is put together from our own, whatever host a request claims to be for. */
const addressOf = ({ url }: FastifyRequest, { portalUrl }: SignOnParts): URL => new URL(portalUrl + url);
