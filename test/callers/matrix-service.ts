import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { guardedNames, rights } from '#callers';
import { startInProcess } from '../support/in-process-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { TestAuthority, type Identity } from '../support/test-authority';
import { TokenIssuer } from '../support/token-issuer';
import { routesOf, type Route } from './routes';

export const ELSEWHERE = 'SE165565594230-9Z';
export const CONSUMER = 'SE165565594230-EHR';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly identity?: Identity;
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A service that knows callers by tokens and certificates, and the proofs of all kinds of callers. */
export interface MatrixService {
  readonly url: string;
  readonly routes: readonly Route[];
  readonly issuer: TokenIssuer;
  /** An issuer whose scopes give the rights of their names. */
  readonly scoped: TokenIssuer;
  readonly identities: Readonly<Record<'good' | 'revoked' | 'foreign', Identity>>;
  send(sent: Sent): Promise<Received>;
  close(): Promise<void>;
}

const system = (number: number): string => `SE165565594230-M${number}`;

function registerOf(issuer: TokenIssuer, scoped: TokenIssuer): object {
  const byToken = (clientId: string, more: object = {}, by = issuer) => ({
    ...{ name: clientId, tokens: [{ issuer: by.url, clientId }], careProviders: 'all', rights, ...more },
  });
  const callers = [
    byToken('everything'),
    byToken('elsewhere', { careProviders: [ELSEWHERE] }),
    byToken('platform', { platform: { consumers: [CONSUMER] } }),
    byToken('narrowed', {}, scoped),
    ...rights.map((right) => byToken(`without-${right}`, { rights: rights.filter((one) => one !== right) })),
    ...guardedNames.map((name) =>
      byToken(`without-${name}`, { contracts: guardedNames.filter((one) => one !== name) }),
    ),
    ...['GOOD', 'OLD'].map((serialNumber) => ({
      ...byToken(serialNumber),
      tokens: [],
      certificates: [{ serialNumber }],
    })),
  ];
  const scopes = Object.fromEntries(rights.map((right) => [right, [right]]));
  return {
    issuers: [issuer.entry(), scoped.entry({ scopes })],
    callers: callers.map((caller, index) => ({ systemId: system(index), ...caller })),
  };
}

export async function startMatrixService(): Promise<MatrixService> {
  const folder = await temporaryFolder();
  const [authority, stranger] = [
    await TestAuthority.create('Callers'),
    await TestAuthority.create('Strangers'),
  ];
  const identities = {
    good: await authority.issue('CN=a, 2.5.4.5=GOOD'),
    revoked: await authority.issue('CN=b, 2.5.4.5=OLD'),
    foreign: await stranger.issue('CN=a, 2.5.4.5=GOOD'),
  };
  const [issuer, scoped] = [await TokenIssuer.start(), await TokenIssuer.start()];
  const files = {
    'callers.json': JSON.stringify(registerOf(issuer, scoped)),
    'clients.crl': await authority.revocationList(identities.revoked),
  };
  const settings = await settingsOfTls(folder, authority, files);
  const [service, routes] = await routesOf(() => startInProcess(settings));
  const sender = senderTo(service.url, authority.cert);
  return {
    ...{ url: service.url, routes, issuer, scoped, identities, send: sender.send },
    close: async () => {
      sender.close();
      await Promise.all([service.close(), issuer.close(), scoped.close()]);
      await folder.remove();
    },
  };
}

async function settingsOfTls(
  folder: TemporaryFolder,
  authority: TestAuthority,
  more: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const own = await authority.issue('CN=service', { host: '127.0.0.1' });
  const files = {
    'service.pem': own.cert,
    'service.key': own.key,
    'authorities.pem': authority.cert,
    ...more,
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder.path, name), content);
  return {
    CALLERS_FILE: join(folder.path, 'callers.json'),
    UNPROVED_PER_MINUTE: '1',
    TLS_CERTIFICATE_FILE: join(folder.path, 'service.pem'),
    TLS_KEY_FILE: join(folder.path, 'service.key'),
    TLS_CLIENT_AUTHORITIES_FILE: join(folder.path, 'authorities.pem'),
    TLS_REVOCATION_LISTS: join(folder.path, 'clients.crl'),
  };
}

let addresses = 0;

/** Names, as a trusted proxy does, an address that no other request came from. */
export const fromNewAddress = (): Readonly<Record<string, string>> => {
  addresses += 1;
  return { 'x-forwarded-for': `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}` };
};

/** Each certificate has connections of its own, which are kept open. Each request has an address of its own, unless it names one. */
function senderTo(url: string, ca: string) {
  const agents = new Map<Identity | undefined, Agent>();
  const agentOf = (identity?: Identity): Agent => {
    const agent =
      agents.get(identity) ?? new Agent({ keepAlive: true, maxCachedSessions: 0, ca, ...identity });
    agents.set(identity, agent);
    return agent;
  };
  const send = async ({ method, path, headers = {}, body, identity }: Sent): Promise<Received> => {
    const all = { ...fromNewAddress(), ...headers };
    const sent = request(url + path, { method, headers: all, agent: agentOf(identity) });
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return { status: answer.statusCode!, headers: answer.headers, text: await text(answer) };
  };
  return { send, close: () => agents.forEach((agent) => agent.destroy()) };
}
