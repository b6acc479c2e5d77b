import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { digestOfTicket } from '#sign-on';
import { PortalError } from '../portal-errors/portal-error';
import type { Session } from '../sessions/session';
import { arrive, firstPageOf } from './arrive';
import { wayCookie, type SignOnParts } from './sign-on-parts';
import { rememberSignIn } from './sign-ins';
import { isTooLate } from './under-way';

const ENTER = '/enter';

/** What stands in the address: nothing, one text, or several, which nobody may choose among. */
interface Address {
  readonly ticket?: string | readonly string[];
}

/**
 * The way in. `GET /`, by the portal's own address or from a records system with `?ticket=`, which has the ticket out of the address
 * first of all; `GET /enter`, what the ticket comes to.
 */
export function openEntry(app: FastifyInstance, parts: SignOnParts): void {
  app.get<{ Querystring: Address }>('/', async (request, reply) => {
    if (isBesideOurAddress(request, parts)) return reply.redirect(sameAtOurAddress(request, parts), 303);
    const { ticket } = request.query;
    if (ticket !== undefined) return putAway(ticket, request, reply, parts);
    const session = await parts.sessions.find(request.sessionCookie);
    return session
      ? reply.redirect(firstPageOf(session), 303)
      : sendToProvider(request, reply, parts, undefined);
  });
  app.get(ENTER, (request, reply) => enter(broughtBy(request, reply, parts), request, reply, parts));
}

/**
 * Whether a browser has come by `localhost`, where nobody has said so of the portal: the identity provider sends people back to
 * 127.0.0.1, where browsers do not have the cookies of `localhost`.
 */
const isBesideOurAddress = ({ hostname }: FastifyRequest, { config, portalUrl }: SignOnParts): boolean =>
  hostname === 'localhost' && config.PORTAL_URL === undefined && new URL(portalUrl).port !== '0';

const sameAtOurAddress = ({ url }: FastifyRequest, { portalUrl }: SignOnParts): string =>
  `${portalUrl}/${/\?.*$/.exec(url)?.[0] ?? ''}`;

/**
 * Whatever a ticket comes to, nothing that comes after this redirect knows its text: no page, no history, no address of an error. The
 * patient before is closed first, and nothing else is looked at that could fail: that is for the next address.
 */
async function putAway(
  ticket: string | readonly string[],
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SignOnParts,
): Promise<FastifyReply> {
  await parts.sessions.closePatient(request.sessionCookie);
  const ticketDigest = digestOfTicket(String(ticket));
  wayCookie('entering', request, reply).set(
    await parts.entering.add({ ticketDigest, begunAt: parts.clock() }),
  );
  return reply.redirect(ENTER, 303);
}

/** The ticket that this browser has brought. Who has brought none has an empty one, which leads nowhere. */
function broughtBy(request: FastifyRequest, reply: FastifyReply, parts: SignOnParts): string {
  const { secret } = wayCookie('entering', request, reply);
  const entering = secret === undefined ? null : parts.entering.find(secret);
  return entering && !isTooLate(entering, parts.clock()) ? entering.ticketDigest : digestOfTicket('');
}

async function enter(
  ticketDigest: string,
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SignOnParts,
): Promise<FastifyReply> {
  const entered = await parts.signOn.enter(ticketDigest, parts.clock());
  if (entered.outcome === 'refused') throw new PortalError(entered.code, entered);
  const session = await parts.sessions.find(request.sessionCookie);
  return session
    ? openAnother(request, reply, parts, { session, ticketDigest })
    : sendToProvider(request, reply, parts, ticketDigest);
}

/** A ticket for another patient: who the person is has been proved already. */
async function openAnother(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SignOnParts,
  { session, ticketDigest }: { readonly session: Session; readonly ticketDigest: string },
): Promise<FastifyReply> {
  const { person, signedOnAt, workplace } = session;
  const letIn = await parts.signOn.authorise({ person, ticketDigest }, parts.clock());
  if (letIn.outcome === 'refused') throw new PortalError(letIn.code, letIn);
  wayCookie('entering', request, reply).clear();
  return arrive(request, reply, parts, { person, letIn, ticketDigest, workplace, signedOnAt });
}

async function sendToProvider(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SignOnParts,
  ticketDigest: string | undefined,
): Promise<FastifyReply> {
  const { address, checks } = await askProvider(parts);
  await rememberSignIn(request, reply, parts, { checks, ticketDigest, begunAt: parts.clock() });
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
