import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Show } from './pages';

/**
 * Signs a person out as HelseID does: at once where the client's token says that it is the person who is signed in here, and otherwise
 * when the person has confirmed it, because any page can send a browser here.
 */
export const signOut =
  (show: Show) =>
  async (ctx: KoaContextWithOIDC, form: string): Promise<void> => {
    const { session, params, entities } = ctx.oidc;
    const returnTo = params?.post_logout_redirect_uri;
    const sub = entities.IdTokenHint?.payload.sub;
    if (!session || sub !== session.accountId || typeof returnTo !== 'string')
      return show(ctx, 'sign-out', { form });
    await session.destroy();
    ctx.cookies.set(ctx.oidc.provider.cookieName('session'), null);
    ctx.status = 303;
    ctx.redirect(returnTo);
  };
