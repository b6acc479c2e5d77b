import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Language } from './language';
import { isLanguage, LANGUAGE_COOKIE } from './language-of';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The page at this address has a form that somebody fills in, and shows it again in another language. */
    readonly isTypedIn?: true;
  }
  interface FastifyRequest {
    /** A form was sent to be shown in another language, as it was typed so far. */
    isForLanguage: boolean;
  }
}

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
    remember(reply, language);
    return reply.redirect(typeof to === 'string' && OWN_PATH.test(to) ? to : '/', 303);
  });
}

/**
 * The same from a form that somebody has begun to fill in: its buttons send it with a field `language`, so that its page can show it
 * again with what was typed. A form whose fields go into the address is at that address already.
 */
export function takeLanguageOfForms(scope: FastifyInstance): void {
  scope.decorateRequest('isForLanguage', false);
  scope.addHook('preHandler', async (request, reply) => {
    const { typedIn, isTypedIn } = request.routeOptions.config;
    if (!typedIn && !isTypedIn) return;
    const isAsked = request.method === 'GET';
    const { language } = ((isAsked ? request.query : request.body) ?? {}) as { readonly language?: unknown };
    if (!isLanguage(language)) return;
    remember(reply, language);
    if (isAsked) return reply.redirect(withoutLanguage(request.url), 303);
    request.language = language;
    request.isForLanguage = true;
  });
}

/** The rest of an address whose form has chosen a language. */
function withoutLanguage(url: string): string {
  const [path, query] = url.split('?');
  const fields = new URLSearchParams(query);
  fields.delete('language');
  return fields.size > 0 ? `${path}?${fields.toString()}` : path!;
}

function remember(reply: FastifyReply, language: Language): void {
  const options = { path: '/', secure: true, httpOnly: true, sameSite: 'lax', maxAge: YEAR_S } as const;
  void reply.setCookie(LANGUAGE_COOKIE, language, options);
}
