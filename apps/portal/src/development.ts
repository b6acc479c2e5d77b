import type { Config } from '#platform';

/**
 * Whether this is a portal for development: people sign in at the provider of this machine that lets anybody be whom they pick. In
 * production there is none, and whatever needs this is not there.
 */
export const isForDevelopment = (
  { OIDC_ISSUER, LOCAL_IDP_PORT }: Pick<Config, 'OIDC_ISSUER' | 'LOCAL_IDP_PORT'>,
  environment: string | undefined,
): boolean =>
  environment !== 'production' && new URL(OIDC_ISSUER).origin === `http://127.0.0.1:${LOCAL_IDP_PORT}`;
