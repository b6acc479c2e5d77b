import { join } from 'node:path';
import { Eta } from 'eta';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock, Config } from '#platform';
import { EMPTIED } from '../addresses';
import { frameOf } from '../pages/frame/frame';
import type { Render } from '../page-parts';
import { endOfSession } from '../sessions/session-end';
import type { Session } from '../sessions/session';

export interface RenderParts {
  readonly clock: Clock;
  readonly config: Pick<Config, 'SESSION_IDLE_S' | 'SESSION_ABSOLUTE_S' | 'SUPPORT_CONTACT' | 'FORM_KEPT_S'>;
}

const SECOND_MS = 1000;

/** Templates are read beside the code, where the build puts them, and once. Whatever they print is escaped. */
export function createRender(parts: RenderParts): Render {
  const eta = new Eta({ views: join(__dirname, '../pages'), autoEscape: true, cache: true });
  return (request, reply, template, facts) => {
    const around = aroundPage(request, reply, parts, 'isSentLate' in facts && facts.isSentLate === true);
    const page = eta.render(template, { ...around, ...facts });
    return reply.type('text/html; charset=utf-8').send(page);
  };
}

/** What every template has; nobody is signed on where the address was not one of the pages for who is. */
function aroundPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { clock, config }: RenderParts,
  isSentLate: boolean,
) {
  const { portalSession, isAuditor, language, url } = request;
  const [path = ''] = url.split('?');
  const session = (portalSession as Session | undefined) ?? null;
  const now = clock();
  const limits = { idle: config.SESSION_IDLE_S * SECOND_MS, absolute: config.SESSION_ABSOLUTE_S * SECOND_MS };
  const end = session && endOfSession(session, limits, now);
  const stays = isSentLate || request.routeOptions.config.typedIn ? config.FORM_KEPT_S : 0;
  if (end) emptyPage(reply, Math.ceil((end.at - now) / SECOND_MS) + stays);
  const frame = frameOf({ session, isAuditor, language, path, end, support: config.SUPPORT_CONTACT });
  return { session, language, path, here: path, frame };
}

/**
 * A page leaves the screen when the session that it was made for is over: nobody who passes by reads it. A form stays for as long as it
 * may still be sent. The header needs no script.
 */
const emptyPage = (reply: FastifyReply, afterSeconds: number): void =>
  void reply.header('refresh', `${afterSeconds}; url=${EMPTIED}`);
