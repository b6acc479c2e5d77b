import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { IssuerSettings } from './spawned-issuer';

/** An issuer of tokens as a process of its own, because its library is ES modules alone. It prints where it listens. */
async function main(): Promise<void> {
  const settings = JSON.parse(process.argv[2]!) as IssuerSettings;
  const provider = new Provider(settings.issuer, optionsOf(settings));
  provider.proxy = true;
  const server = createServer((request, response) => void provider.callback()(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
}

const optionsOf = ({ clientId, callerKey, issuerKey, audiences, demandsNonces }: IssuerSettings) => ({
  clients: [
    {
      client_id: clientId,
      token_endpoint_auth_method: 'private_key_jwt' as const,
      token_endpoint_auth_signing_alg: 'ES256' as const,
      jwks: { keys: [callerKey as never] },
      id_token_signed_response_alg: 'ES256' as const,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    },
  ],
  jwks: { keys: [issuerKey as never] },
  features: {
    clientCredentials: { enabled: true },
    dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 7), requireNonce: () => demandsNonces },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_context: unknown, resource: string) => ({
        scope: '',
        audience: audiences[resource],
        accessTokenTTL: 300,
        accessTokenFormat: 'jwt' as const,
        jwt: { sign: { alg: 'ES256' as const } },
      }),
    },
  },
});

void main();
