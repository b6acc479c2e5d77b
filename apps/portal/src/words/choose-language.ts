import type { FastifyInstance } from 'fastify';
import { isLanguage, LANGUAGE_COOKIE } from './language-of';

const YEAR_S = 31_536_000;

/** A page of ours: one slash, and nothing that a browser would take for another host. */
const OWN_PATH = /^\/(?![/\\])[\w/-]*$/;

interface Choice {
  Params: { language: string };
  Querystring: { to?: unknown };
}

/** `GET /language/en?to=/consents`: from now on the browser is spoken to in a language. It changes nothing else, and so is no form. */
export function openLanguageChoice(app: FastifyInstance): void {
  app.get<Choice>('/language/:language', async ({ params: { language }, query: { to } }, reply) => {
    if (!isLanguage(language)) return reply.callNotFound();
    const options = { path: '/', secure: true, httpOnly: true, sameSite: 'lax', maxAge: YEAR_S } as const;
    void reply.setCookie(LANGUAGE_COOKIE, language, options);
    return reply.redirect(typeof to === 'string' && OWN_PATH.test(to) ? to : '/', 303);
  });
}
