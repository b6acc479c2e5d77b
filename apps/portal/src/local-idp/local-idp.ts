import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { knownHosts, makeKeyFile, type Config, type Logger } from '#platform';
import { clientRegistration, readKey } from '#sign-on';
import { interactions } from './interactions';
import { createShow } from './pages';
import { providerOptions } from './provider-options';
import { testPersons } from './test-persons';

export interface LocalIdp {
  readonly url: string;
  close(): Promise<void>;
}

/** Only this machine reaches it. */
const HOST = '127.0.0.1';

/** The identity provider for development. It calls itself OIDC_ISSUER, and knows one client: the portal. */
export async function startLocalIdp(config: Config, log: Logger): Promise<LocalIdp> {
  const persons = testPersons();
  const show = createShow();
  const keyFile = join(config.DATA_DIR, 'keys', 'local-idp.pem');
  makeKeyFile(keyFile);
  const signingKey = readKey(keyFile);
  const parts = { config, persons, show, signingKey, portal: await clientRegistration(config) };
  const provider = new Provider(config.OIDC_ISSUER, providerOptions(parts));
  giveSecureCookies(provider);
  provider.use(interactions(provider, persons, show));
  provider.on('server_error', (_ctx, error) => log.error('The provider failed.', { cause: error.message }));
  const isKnown = knownHosts([new URL(config.OIDC_ISSUER).hostname]);
  const server = createServer((request, response) => {
    if (isKnown(request.headers.host)) void provider.callback()(request, response);
    else
      response.writeHead(421).end('The Host header names a host that this provider does not answer for.\n');
  });
  await once(server.listen(config.LOCAL_IDP_PORT, HOST), 'listening');
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://${HOST}:${(server.address() as AddressInfo).port}`, close };
}

/** Browsers take secure cookies from this machine's own addresses by plain http too, which the provider does not expect. */
function giveSecureCookies(provider: Provider): void {
  const createContext = provider.createContext.bind(provider);
  provider.createContext = (request, response) => {
    const context = createContext(request, response);
    context.cookies.secure = true;
    return context;
  };
}
