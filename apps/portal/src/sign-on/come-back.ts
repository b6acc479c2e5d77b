import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CALLBACK, type Refused } from '#sign-on';
import { PortalError } from '../portal-errors/portal-error';
import { arrive, firstPageOf } from './arrive';
import { forgetWhenDone, rememberRefusal, takeSignIn } from './sign-ins';
import type { SignOnParts } from './sign-on-parts';
import type { Arrival, SignIn } from './under-way';

interface Answered {
  Querystring: { state?: unknown };
}

/** `GET /callback`: a person comes back from the identity provider. */
export function openCallback(app: FastifyInstance, parts: SignOnParts): void {
  app.get<Answered>(CALLBACK, async (request, reply) => {
    const signIn = await takeSignIn(request, reply, parts);
    if (!signIn) return goOn(request, reply, parts);
    if (signIn.refused) throw new PortalError(signIn.refused.code, signIn.refused);
    const arrival = await arrivalOf(request, reply, parts, signIn);
    await forgetWhenDone(request, reply, parts);
    return arrive(request, reply, parts, arrival);
  });
}

/**
 * Nothing that this browser has begun, or something that it has finished: the page was loaded again, or fetched beforehand, or its address
 * was sent by somebody. Who is signed on goes on; nobody else learns anything, and nothing is kept of it as a failure of the provider.
 * @throws PortalError KJF-000167
 */
async function goOn(
  request: FastifyRequest,
  reply: FastifyReply,
  { sessions }: SignOnParts,
): Promise<FastifyReply> {
  const session = await sessions.find(request.sessionCookie);
  if (session) return reply.redirect(firstPageOf(session), 303);
  throw new PortalError('KJF-000167');
}

/** Who it is, and that the person may come in. @throws PortalError why not; a page that is loaded again throws the same. */
async function arrivalOf(
  request: FastifyRequest<Answered>,
  reply: FastifyReply,
  parts: SignOnParts,
  signIn: SignIn,
): Promise<Arrival> {
  const { identityProvider, signOn, clock } = parts;
  const answer = await identityProvider.answer(addressOf(request, parts), signIn.checks);
  const entered = await signOn.comeBack(answer.answer, clock());
  const refuse = async (refused: Refused, more: object = {}): Promise<never> => {
    const { code, eventId } = refused;
    await rememberRefusal(request, reply, parts, { ...signIn, refused: { code, eventId } });
    throw new PortalError(refused.code, { ...refused, ...more });
  };
  if (entered.outcome === 'refused') return refuse(entered, answer);
  if (answer.answer !== 'signed-in') throw new Error('Only a person who signed in comes further.');
  const signingOn = { person: answer.person, ticketDigest: signIn.ticketDigest };
  const letIn = await signOn.authorise(signingOn, clock());
  if (letIn.outcome === 'refused') return refuse(letIn);
  return { ...signingOn, letIn, signedOnAt: clock(), idToken: answer.idToken };
}

/** The address is put together from our own, whatever host a request claims to be for. */
const addressOf = ({ url }: FastifyRequest, { portalUrl }: SignOnParts): URL => new URL(portalUrl + url);
