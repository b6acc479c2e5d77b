import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { settings } from './settings';

const FILE = '.env';

/** What the file may name beside the settings: variables of Node and of Docker Compose, and where the demo finds the service. */
const OTHERS = /^(NODE_|UV_|COMPOSE_|DOCKER_)|^(CONSENT_LEDGER_URL|EVENT_STORE_PASSWORD)$/;

/**
 * Takes what `.env` in the working directory sets into the environment, where nothing else has set it.
 * @param warn is called once, with a sentence, when the file sets names that nothing reads. What the environment has already is not
 * looked at: it was set when this process was started.
 */
export function loadEnvFile(warn: (warning: string) => void): void {
  if (!existsSync(FILE)) return;
  const given = parseEnv(readFileSync(FILE, 'utf8'));
  const unknown = unknownNames(Object.keys(given));
  for (const [name, value] of Object.entries(given)) process.env[name] ??= value;
  if (unknown.length > 0)
    warn(`${FILE} sets what is not a setting, and it changes nothing: ${unknown.join(', ')}`);
}

const unknownNames = (names: readonly string[]): string[] =>
  names.filter((name) => !Object.hasOwn(settings, name) && !OTHERS.test(name) && !(name in process.env));
