import { cleanEnv, type CleanedEnv } from 'envalid';
import { settings } from './settings';

export type Config = Readonly<CleanedEnv<typeof settings>>;

/** The environment does not describe a service that can run. The message lists every fault at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The service's settings, typed, from the environment. A variable that is empty counts as unset.
 * @throws ConfigError naming every setting at fault, what is wrong with its value, and an example.
 */
export function readConfig(environment: Environment): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const faults: string[] = [];
  const config = cleanEnv(given, settings, {
    reporter: ({ errors }) => {
      for (const [name, error] of Object.entries(errors))
        faults.push(faultOf(name as keyof typeof settings, error));
    },
  });
  if (faults.length === 0) faults.push(...contradictions(config));
  if (faults.length > 0) throw new ConfigError(`The settings cannot be used:\n${faults.join('\n')}`);
  const testPersons = config.NORWEGIAN_TEST_PERSONS ?? given.NODE_ENV !== 'production';
  return { ...config, NORWEGIAN_TEST_PERSONS: testPersons };
}

function faultOf(name: keyof typeof settings, error: Error): string {
  return `  ${name}: ${error.message}. Example: ${name}=${settings[name].example}`;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

function contradictions({ HOST, TRUSTED_NETWORK }: Config): string[] {
  if (LOOPBACK.has(HOST) || TRUSTED_NETWORK) return [];
  return [
    `  HOST: "${HOST}" can be reached by others, and callers are not authenticated yet. ` +
      'Use HOST=127.0.0.1, or say TRUSTED_NETWORK=true where only trusted systems can reach it',
  ];
}
