import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { samePerson } from '#consent';
import type { Workplace } from '#sign-on';
import { workplaceWords } from '../pages/workplace/workplace.words';
import { PortalError } from '../portal-errors/portal-error';
import { demandCsrfToken } from '../sessions/csrf';
import { settle } from './arrive';
import { wayCookie, type SignOnParts } from './sign-on-parts';
import { isTooLate, type Choosing } from './under-way';

interface Choice {
  /** The number of one of the workplaces that were shown. */
  readonly workplace?: unknown;
}

/** `/workplace`: who works in several places says in which of them this is. */
export function openWorkplaceChoice(app: FastifyInstance, parts: SignOnParts): void {
  app.get('/workplace', async (request, reply) => {
    const choosing = await choosingOf(request, reply, parts);
    return choosing ? show(request, reply, parts, { choosing }) : reply.redirect('/', 303);
  });
  app.post<{ Body: Choice | undefined }>(
    '/workplace',
    { config: { isTypedIn: true } },
    async (request, reply) => {
      const choosing = await choosingOf(request, reply, parts);
      if (!choosing) throw new PortalError('KJF-000162');
      demandCsrfToken(request, choosing);
      const workplace = chosenOf(choosing, request.body);
      if (!workplace || request.isForLanguage) return show(request, reply, parts, { choosing, workplace });
      const arrival = await takeChoosing(request, reply, parts);
      remember(reply, workplace);
      return settle(request, reply, parts, { arrival, workplace });
    },
  );
}

async function choosingOf(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SignOnParts,
): Promise<Choosing | null> {
  const { secret } = wayCookie('choosing', request, reply);
  const choosing = secret === undefined ? null : parts.choosing.find(secret);
  if (!choosing || isTooLate(choosing, parts.clock())) return null;
  return (await goesOn(choosing, request, parts)) ? choosing : null;
}

/** Who came from a session has not signed in for this: when that session is over, by signing out or by itself, so is the choice. */
async function goesOn(
  { person, workplace }: Choosing,
  { sessionCookie }: FastifyRequest,
  { sessions }: SignOnParts,
): Promise<boolean> {
  if (!workplace) return true;
  const session = await sessions.find(sessionCookie);
  return session !== null && samePerson(session.person, person);
}

/** Of two who press at once, one begins a session. */
async function takeChoosing(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SignOnParts,
): Promise<Choosing> {
  const cookie = wayCookie('choosing', request, reply);
  const taken = await parts.choosing.take(cookie.secret!);
  cookie.clear();
  if (taken) return taken;
  throw new PortalError('KJF-000162');
}

function chosenOf({ letIn: { workplaces } }: Choosing, body: Choice | undefined): Workplace | undefined {
  const chosen = body?.workplace;
  return typeof chosen === 'string' && /^\d{1,3}$/.test(chosen) ? workplaces[Number(chosen)] : undefined;
}

/** The workplaces by their names, the one of the last time chosen already. */
function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { render }: SignOnParts,
  { choosing, workplace: picked }: { readonly choosing: Choosing; readonly workplace?: Workplace },
): FastifyReply {
  const { workplaces } = choosing.letIn;
  const remembered = request.cookies[LAST_WORKPLACE];
  const choices = workplaces
    .map(({ organisation, affiliation }, number) => ({
      number,
      organisationName: organisation.name,
      careUnitName: affiliation?.careUnitName ?? null,
      isRemembered: affiliation?.careUnitId === remembered,
    }))
    .sort((one, other) => nameOf(one).localeCompare(nameOf(other), request.language));
  const usual = choices.find(({ isRemembered }) => isRemembered) ?? choices[0];
  return render(request, reply, 'workplace/workplace', {
    words: workplaceWords[request.language],
    ...{
      hasTypedForm: true,
      choices,
      chosen: picked ? workplaces.indexOf(picked) : usual?.number,
      csrfToken: choosing.csrfToken,
    },
  });
}

const nameOf = (choice: {
  readonly organisationName: string;
  readonly careUnitName: string | null;
}): string => `${choice.organisationName} ${choice.careUnitName ?? ''}`;

/** Holds the HSA-id of the unit that was picked last in this browser. It names no person, and outlives the session. */
const LAST_WORKPLACE = 'workplace';

function remember(reply: FastifyReply, { affiliation }: Workplace): void {
  if (!affiliation) return;
  const options = {
    path: '/workplace',
    secure: true,
    httpOnly: true,
    sameSite: 'lax',
    maxAge: YEAR_S,
  } as const;
  void reply.setCookie(LAST_WORKPLACE, affiliation.careUnitId, options);
}

const YEAR_S = 31_536_000;
