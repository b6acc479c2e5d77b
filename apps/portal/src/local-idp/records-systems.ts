import { readFileSync } from 'node:fs';
import type { ClientMetadata, Configuration } from 'oidc-provider';
import { sampleFile } from './samples';

/** The name of the health indicator as a resource (RFC 8707): what every token of a records system is for. */
const HEALTH_INDICATOR = 'urn:health-indicator';

const NAME = 'ehr-';

/** Nobody's secret: the provider runs on the developer's own machine alone. */
const SECRET = 'for-development';

/** A records system for each of the sample organisations, which gets tokens by itself and no person. */
export function recordsSystems(): ClientMetadata[] {
  const { organisations } = JSON.parse(readFileSync(sampleFile('organisations.json'), 'utf8')) as {
    readonly organisations: readonly { readonly number: string }[];
  };
  return organisations.map(({ number }) => ({
    client_id: NAME + number,
    client_secret: SECRET,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'client_secret_basic' as const,
    id_token_signed_response_alg: 'ES256' as const,
  }));
}

/** Tokens of records systems are signed, name the health indicator as their audience, and name the organisation as HelseID does. */
export const tokensOfRecordsSystems = (
  audience: string,
): Pick<Configuration, 'extraTokenClaims'> & { features: Configuration['features'] } => ({
  features: {
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_ctx, client) => (client.clientId.startsWith(NAME) ? HEALTH_INDICATOR : []),
      getResourceServerInfo: () => ({
        audience,
        scope: '',
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  extraTokenClaims: (_ctx, token) =>
    token.kind === 'ClientCredentials'
      ? { 'helseid://claims/client/claims/orgnr_parent': token.clientId!.slice(NAME.length) }
      : undefined,
});
