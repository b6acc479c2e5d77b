import { join } from 'node:path';
import { Eta } from 'eta';
import type { FastifyRequest } from 'fastify';
import { frameOf } from '../pages/frame/frame';
import type { Render } from '../page-parts';
import type { Session } from '../sessions/session';

/** Templates are read beside the code, where the build puts them, and once. Whatever they print is escaped. */
export function createRender(): Render {
  const eta = new Eta({ views: join(__dirname, '../pages'), autoEscape: true, cache: true });
  return (request, reply, template, facts) => {
    const page = eta.render(template, { ...aroundPage(request), ...facts });
    return reply.type('text/html; charset=utf-8').send(page);
  };
}

/** What every template has; nobody is signed on where the address was not one of the pages for who is. */
function aroundPage({ portalSession, isAuditor, language, url }: FastifyRequest) {
  const [path = ''] = url.split('?');
  const session = (portalSession as Session | undefined) ?? null;
  return { session, language, path, here: path, frame: frameOf({ session, isAuditor, language }) };
}
