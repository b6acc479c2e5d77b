import type { Config } from '#platform';

/** Where the identity provider sends people back to, once they have signed in. */
export const CALLBACK = '/callback';

/** Where people end up when they have signed out. */
export const SIGNED_OUT = '/signed-out';

/** Where a page goes that was left open for too long. */
export const EMPTIED = '/emptied';

/** The portal as browsers know it, without a slash at its end. */
export const portalUrlOf = ({
  PORTAL_URL,
  PORTAL_PORT,
}: Pick<Config, 'PORTAL_URL' | 'PORTAL_PORT'>): string =>
  (PORTAL_URL ?? `http://127.0.0.1:${PORTAL_PORT}`).replace(/\/$/, '');
