import { cleanEnv, type CleanedEnv } from 'envalid';
import { settings } from './settings';

export type Config = Readonly<CleanedEnv<typeof settings>>;

/** The environment does not describe a service that can run. The message lists every fault at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Looks at settings together, or at what only a part of the system knows of one. @throws ConfigError */
export type ConfigCheck = (config: Config) => unknown;

/**
 * The service's settings, typed, from the environment. A variable that is empty counts as unset. Further checks are made too, with
 * the default in the place of a value that is at fault.
 * @throws ConfigError naming every setting at fault, what is wrong with its value, and an example.
 */
export function readConfig(environment: Environment, ...checks: readonly ConfigCheck[]): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const faults: string[] = [];
  const config = cleanEnv(given, settings, {
    reporter: ({ errors }) => {
      for (const [name, error] of Object.entries(errors))
        faults.push(faultOf(name as keyof typeof settings, error));
    },
  });
  const inProduction = given.NODE_ENV === 'production';
  const {
    NORWEGIAN_TEST_PERSONS = !inProduction,
    BEGIN_LEDGER = !inProduction,
    ...others
  }: Partial<Config> = config;
  const whole: Config = { ...defaults, ...others, NORWEGIAN_TEST_PERSONS, BEGIN_LEDGER };
  faults.push(...contradictions(whole), ...checks.flatMap((check) => faultsOf(check, whole)));
  if (faults.length > 0) throw new ConfigError(`The settings cannot be used:\n${faults.join('\n')}`);
  return whole;
}

const defaults = Object.fromEntries(
  Object.entries(settings).map(([name, setting]) => [name, setting.default]),
) as Config;

function faultsOf(check: ConfigCheck, config: Config): string[] {
  try {
    check(config);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return [error.message.replace(/^(?=[A-Z]+_)/, '  ')];
    throw error;
  }
}

function faultOf(name: keyof typeof settings, error: Error): string {
  return `  ${name}: ${error.message}. Example: ${name}=${settings[name].example}`;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

function contradictions(config: Config): string[] {
  return [
    exposure(config),
    impatience(config),
    halfTls(config),
    halfProxy(config),
    idleNonces(config),
  ].filter((fault) => fault !== null);
}

function exposure({ HOST, CALLERS_FILE }: Config): string | null {
  if (LOOPBACK.has(HOST) || CALLERS_FILE !== undefined) return null;
  return (
    `  HOST: "${HOST}" can be reached by others, and without a register of callers nobody is authenticated. ` +
    'Use HOST=127.0.0.1, or set CALLERS_FILE. Example: CALLERS_FILE=/etc/consent-ledger/callers.json'
  );
}

/** Certificates that nobody asks for, or a key that nothing is signed with, are a mistake. */
function halfTls(config: Config): string | null {
  const { TLS_CERTIFICATE_FILE: certificate, TLS_KEY_FILE: key, CALLERS_FILE } = config;
  const { TLS_CLIENT_AUTHORITIES_FILE: authorities, TLS_REVOCATION_LISTS: lists } = config;
  if ((certificate === undefined) !== (key === undefined))
    return '  TLS_CERTIFICATE_FILE and TLS_KEY_FILE: set both, or neither';
  const isAsked = certificate !== undefined || config.CLIENT_CERTIFICATE_HEADER !== undefined;
  if (authorities !== undefined && !(isAsked && CALLERS_FILE !== undefined))
    return '  TLS_CLIENT_AUTHORITIES_FILE: needs CALLERS_FILE, and TLS_CERTIFICATE_FILE or CLIENT_CERTIFICATE_HEADER';
  if (lists !== undefined && authorities === undefined)
    return '  TLS_REVOCATION_LISTS: needs TLS_CLIENT_AUTHORITIES_FILE';
  return null;
}

/** A header that anybody could send would let anybody be any caller. */
function halfProxy(config: Config): string | null {
  const { CLIENT_CERTIFICATE_HEADER: header, CLIENT_CERTIFICATE_PROXIES: proxies } = config;
  const { CLIENT_CERTIFICATE_SECRET_FILE: secret, TLS_CLIENT_AUTHORITIES_FILE: authorities } = config;
  const isProved = proxies !== undefined || secret !== undefined;
  if (header === undefined)
    return isProved
      ? '  CLIENT_CERTIFICATE_PROXIES and CLIENT_CERTIFICATE_SECRET_FILE: need CLIENT_CERTIFICATE_HEADER'
      : null;
  if (!isProved)
    return '  CLIENT_CERTIFICATE_HEADER: needs CLIENT_CERTIFICATE_PROXIES or CLIENT_CERTIFICATE_SECRET_FILE';
  return authorities === undefined ? '  CLIENT_CERTIFICATE_HEADER: needs TLS_CLIENT_AUTHORITIES_FILE' : null;
}

/** Without a register there are no proofs that could be signed with a nonce. */
function idleNonces({ DPOP_NONCE_SECRET_FILE: file, CALLERS_FILE }: Config): string | null {
  return file !== undefined && CALLERS_FILE === undefined
    ? '  DPOP_NONCE_SECRET_FILE: needs CALLERS_FILE'
    : null;
}

/** What an append to a server needs at the least, in milliseconds, to be sent once more and answered. */
const TWO_ATTEMPTS = 5000;

function impatience({ EVENT_STORE_URL, APPEND_DEADLINE_MS }: Config): string | null {
  if (EVENT_STORE_URL === undefined || APPEND_DEADLINE_MS >= TWO_ATTEMPTS) return null;
  return (
    `  APPEND_DEADLINE_MS: ${APPEND_DEADLINE_MS} is too little on EventStoreDB, which lets 2 s pass before it answers an append ` +
    `that is repeated while the first is under way. Use at least ${TWO_ATTEMPTS}. Example: APPEND_DEADLINE_MS=10000`
  );
}
