import { ConfigError, type Config } from '#platform';

/** @throws ConfigError in production with settings that are for development: whoever believed them would let anybody in. */
export function demandProductionSettings(
  { OIDC_ISSUER, PORTAL_URL }: Config,
  environment: string | undefined,
): void {
  if (environment !== 'production') return;
  const faults = [
    ...(isSecure(OIDC_ISSUER) ? [] : ['  OIDC_ISSUER: the identity provider has to be reached over https']),
    ...(isSecure(PORTAL_URL) ? [] : ['  PORTAL_URL: browsers have to reach the portal over https']),
  ];
  if (faults.length > 0) throw new ConfigError(`The settings are not for production:\n${faults.join('\n')}`);
}

const isSecure = (address: string | undefined): boolean => address?.startsWith('https://') ?? false;
