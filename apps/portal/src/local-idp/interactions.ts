import { text } from 'node:stream/consumers';
import type { default as Provider, InteractionResults, KoaContextWithOIDC } from 'oidc-provider';
import type { Show } from './pages';
import type { TestPerson } from './test-persons';

export type Persons = ReadonlyMap<string, TestPerson>;

type Middleware = Parameters<Provider['use']>[0];

const INTERACTION = /^\/interaction\/[\w-]+$/;

/** The page on which somebody picks who to be, and what comes of it. */
export const interactions =
  (provider: Provider, persons: Persons, show: Show): Middleware =>
  async (ctx, next) => {
    if (!INTERACTION.test(ctx.path)) {
      await next();
      return;
    }
    const { req, res } = ctx;
    await provider.interactionDetails(req, res);
    if (ctx.method !== 'POST') return showPersons(ctx as unknown as KoaContextWithOIDC, persons, show);
    const picked = new URLSearchParams(await text(req)).get('person') ?? '';
    ctx.respond = false;
    await provider.interactionFinished(req, res, resultOf(picked, persons), {
      mergeWithLastSubmission: false,
    });
  };

function showPersons(ctx: KoaContextWithOIDC, persons: Persons, show: Show): void {
  const choices = [...persons].map(([subject, { name, shows }]) => ({ subject, name, shows }));
  show(ctx, 'pick-person', { choices });
}

/** Nobody picked: signing in was cancelled. */
function resultOf(picked: string, persons: Persons): InteractionResults {
  const person = persons.get(picked);
  if (!person) return { error: 'access_denied', error_description: 'The person cancelled.' };
  if (person.answer === 'fault') return { error: 'server_error', error_description: 'It failed on purpose.' };
  return { login: { accountId: picked, remember: false, acr: 'Level' + person.securityLevel } };
}
