import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rights, type Right } from '#callers';
import type { Clock } from '#platform';
import { call, type Answer } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { temporaryFolder } from '../support/temporary-folder';
import { TokenIssuer, type Claims } from '../support/token-issuer';
import { routesOf, type Route } from './routes';

/** A caller as a register has it, but for its token. */
export interface Caller {
  readonly clientId: string;
  readonly systemId?: string;
  readonly careProviders?: 'all' | readonly string[];
  readonly contracts?: readonly string[];
  readonly rights?: readonly Right[];
  readonly platform?: object;
  readonly limits?: object;
}

/** The service with a register of callers, whose tokens a real issuer signs. */
export interface RegisteredService {
  readonly url: string;
  readonly operationsUrl: string | null;
  readonly issuer: TokenIssuer;
  readonly routes: readonly Route[];
  /** What a caller sends to prove itself. */
  readonly proofOf: (clientId: string, claims?: Claims) => Promise<Record<string, string>>;
  /** Calls a contract at the JSON door as a registered caller. */
  readonly call: (clientId: string, contract: string, body: object, headers?: object) => Promise<Answer>;
  /** Exchanges the file of the register in one step. */
  readonly register: (...callers: readonly Caller[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

const written = (issuer: TokenIssuer, { clientId, ...more }: Caller, index: number): object => ({
  systemId: `SE165565594230-C${index}`,
  name: clientId,
  tokens: [{ issuer: issuer.url, clientId }],
  careProviders: 'all',
  rights,
  ...more,
});

export async function startRegistered(
  callers: readonly Caller[],
  settings: Record<string, string> = {},
  clock?: Clock,
): Promise<RegisteredService> {
  const issuer = await TokenIssuer.start();
  const folder = await temporaryFolder();
  const CALLERS_FILE = join(folder.path, 'callers.json');
  const register = async (...all: readonly Caller[]) => {
    const text = { issuers: [issuer.entry()], callers: all.map((one, index) => written(issuer, one, index)) };
    await writeFile(`${CALLERS_FILE}.new`, JSON.stringify(text));
    await rename(`${CALLERS_FILE}.new`, CALLERS_FILE);
  };
  await register(...callers);
  const [service, routes] = await routesOf(() => startInProcess({ CALLERS_FILE, ...settings }, clock));
  const { url } = service;
  const proofOf = async (clientId: string, claims: Claims = {}) => ({
    authorization: `Bearer ${await issuer.token(clientId, claims)}`,
  });
  return {
    url,
    operationsUrl: service.operationsUrl,
    issuer,
    routes,
    proofOf,
    register,
    call: async (clientId, contract, body, headers = {}) =>
      call(url, contract, body, { ...(await proofOf(clientId)), ...headers }),
    close: () => closeAll(service, issuer, folder),
  };
}

async function closeAll(
  service: InProcessService,
  issuer: TokenIssuer,
  folder: { remove(): Promise<void> },
): Promise<void> {
  await service.close();
  await issuer.close();
  await folder.remove();
}
