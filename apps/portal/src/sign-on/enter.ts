import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TicketParameter } from '#sign-on';
import { PortalError } from '../portal-errors/portal-error';
import type { Session } from '../sessions/session';
import { arrive, firstPageOf } from './arrive';
import { signOnCookie, type SignOnParts } from './sign-on-parts';

/** `GET /`, the way in: from a records system with a ticket, or by the portal's own address. */
export function openEntry(app: FastifyInstance, parts: SignOnParts): void {
  app.get<{ Querystring: { ticket?: TicketParameter } }>('/', async (request, reply) => {
    const { ticket } = request.query;
    const session = await parts.sessions.find(request.sessionCookie);
    if (session && ticket === undefined) return reply.redirect(firstPageOf(session), 303);
    if (session) await closePatient(request, parts);
    const entered = await parts.signOn.enter(ticket, parts.clock());
    if (entered.outcome === 'refused') throw new PortalError(entered.code, entered);
    if (session) return openAnother(request, reply, parts, { session, ...entered });
    return sendToProvider(request, reply, parts, entered.ticketDigest);
  });
}

/** Who is signed on has come with a ticket: the patient before is closed first, whatever the ticket comes to. */
const closePatient = ({ sessionCookie }: FastifyRequest, { sessions }: SignOnParts): Promise<unknown> =>
  sessions.renew(sessionCookie, (current) => ({ ...current, patient: null }));

/** A ticket for another patient: who the person is has been proved already. */
async function openAnother(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SignOnParts,
  { session, ticketDigest }: { readonly session: Session; readonly ticketDigest?: string },
): Promise<FastifyReply> {
  const { person, signedOnAt, workplace } = session;
  const letIn = await parts.signOn.authorise({ person, ticketDigest }, parts.clock());
  if (letIn.outcome === 'refused') throw new PortalError(letIn.code, letIn);
  return arrive(request, reply, parts, { person, letIn, ticketDigest, workplace, signedOnAt });
}

/** The redirect has the ticket out of the address: nothing that comes after it knows the ticket's text. */
async function sendToProvider(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SignOnParts,
  ticketDigest: string | undefined,
): Promise<FastifyReply> {
  const { address, checks } = await askProvider(parts);
  const begun = { checks, ticketDigest, begunAt: parts.clock() };
  signOnCookie(request, reply).set(await parts.signingIn.add(begun));
  return reply.redirect(address, 303);
}

async function askProvider({ identityProvider, signOn, clock }: SignOnParts) {
  try {
    return await identityProvider.ask();
  } catch (cause) {
    const refused = await signOn.comeBack('fault', clock());
    throw new PortalError('KJX-000001', { ...(refused.outcome === 'refused' && refused), cause });
  }
}
