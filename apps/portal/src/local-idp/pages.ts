import { join } from 'node:path';
import { Eta } from 'eta';
import type { KoaContextWithOIDC } from 'oidc-provider';

/** Answers with a page, by the name of its template. */
export type Show = (
  ctx: Pick<KoaContextWithOIDC, 'type' | 'body' | 'set'>,
  page: string,
  facts: object,
) => void;

/** The pages of the provider: plain, and without scripts. */
export function createShow(): Show {
  const eta = new Eta({ views: join(__dirname, 'pages'), autoEscape: true, cache: true });
  return (ctx, page, facts) => {
    ctx.set('referrer-policy', 'no-referrer');
    ctx.type = 'html';
    ctx.body = eta.render(page, facts);
  };
}
