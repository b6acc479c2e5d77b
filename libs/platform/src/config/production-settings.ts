import { ConfigError, type Config } from './config';

/** Where the registers to try are, which settings name by default. */
const SAMPLES = './samples/';

/** @throws ConfigError in production with settings that are for development: a portal with them would let anybody in. */
export function demandProductionSettings(config: Config, environment: string | undefined): void {
  if (environment !== 'production') return;
  const { OIDC_ISSUER, PORTAL_URL, HPR_URL, HPR_FILE, ORGANISATIONS_URL, ORGANISATIONS_FILE } = config;
  const demands: readonly (readonly [isMet: boolean, fault: string])[] = [
    [isSecure(OIDC_ISSUER), 'OIDC_ISSUER: the identity provider has to be reached over https'],
    [isSecure(PORTAL_URL), 'PORTAL_URL: browsers have to reach the portal over https'],
    [
      isReal(HPR_URL, HPR_FILE),
      'HPR_URL or HPR_FILE: the register has to be another than that of the samples',
    ],
    [
      isReal(ORGANISATIONS_URL, ORGANISATIONS_FILE),
      'ORGANISATIONS_URL or ORGANISATIONS_FILE: the register has to be another than that of the samples',
    ],
  ];
  const faults = demands.flatMap(([isMet, fault]) => (isMet ? [] : [`  ${fault}`]));
  if (faults.length > 0) throw new ConfigError(`The settings are not for production:\n${faults.join('\n')}`);
}

const isSecure = (address: string | undefined): boolean => address?.startsWith('https://') ?? false;

const isReal = (url: string | undefined, file: string): boolean =>
  url !== undefined || !file.startsWith(SAMPLES);
