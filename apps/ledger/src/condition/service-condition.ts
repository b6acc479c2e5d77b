import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { json } from 'node:stream/consumers';
import type { Config } from '#platform';
import type { Finding } from './finding';

/** How long the service may take to answer, in milliseconds. */
const PATIENCE = 5_000;

const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);

/** What `/health/ready` answers, as far as it is read here. */
interface Health {
  readonly status: 'up' | 'down';
  readonly ledger: { readonly reachable: boolean; readonly writable: boolean };
  readonly readModels: readonly { readonly name: string; readonly position: number; readonly lag: number }[];
}

/** Whether the service at the address of the settings is ready, and how far its read models are. */
export async function serviceCondition(config: Config): Promise<readonly Finding[]> {
  const { scheme, host, port } = healthAddress(config);
  if (port === 0) return [{ about: 'Service', state: 'not asked, because port 0 names no address' }];
  const url = `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}/health/ready`;
  try {
    const health = await ask(url);
    return [readiness(url, health), ...health.readModels.map(readModel)];
  } catch (error) {
    return [silence(url, error as NodeJS.ErrnoException)];
  }
}

/** Health is where callers are, unless it has an address of its own, which never speaks TLS. */
function healthAddress({ HOST, PORT, OPERATIONS_HOST, OPERATIONS_PORT, TLS_CERTIFICATE_FILE }: Config) {
  const isApart = OPERATIONS_PORT !== undefined;
  const host = isApart ? OPERATIONS_HOST : HOST;
  return {
    scheme: isApart || TLS_CERTIFICATE_FILE === undefined ? 'http' : 'https',
    host: EVERY_ADDRESS.has(host) ? '127.0.0.1' : host,
    port: OPERATIONS_PORT ?? PORT,
  };
}

/** The certificate is not looked at: it is for the name that callers use, and nothing is sent. */
async function ask(url: string): Promise<Health> {
  const options: RequestOptions & { rejectUnauthorized: boolean } = {
    signal: AbortSignal.timeout(PATIENCE),
    rejectUnauthorized: false,
  };
  const request = (url.startsWith('https:') ? httpsRequest : httpRequest)(url, options).end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return (await json(response)) as Health;
}

function readiness(url: string, { status, ledger }: Health): Finding {
  if (status === 'up') return { about: 'Service', state: `ready at ${url}` };
  return { about: 'Service', state: `not ready at ${url}`, advice: inTheWay(ledger) };
}

function inTheWay({ reachable, writable }: Health['ledger']): string {
  if (!reachable) return 'It does not reach its store. Look at the log of the service.';
  if (!writable) return 'Nothing can be written. Look at the room on the disk.';
  return 'Its read models are not at the end of the ledger. Wait; if they stand still, look at its log.';
}

const readModel = ({ name, position, lag }: Health['readModels'][number]): Finding => ({
  about: `Read model ${name}`,
  state: lag === 0 ? `at position ${position}, the end` : `at position ${position}, ${lag} behind the end`,
});

function silence(url: string, { code, name }: NodeJS.ErrnoException): Finding {
  const about = 'Service';
  if (code === 'ECONNREFUSED')
    return { about, state: `does not run at ${url}`, advice: 'Start it, or name its HOST and PORT.' };
  if (name === 'AbortError' || name === 'TimeoutError')
    return {
      about,
      state: `gives no answer at ${url}`,
      advice: 'Look at its log, and at the load of the machine.',
    };
  return {
    about,
    state: `cannot be asked at ${url}`,
    advice: 'See that HOST, PORT and TLS_CERTIFICATE_FILE are its own.',
  };
}
