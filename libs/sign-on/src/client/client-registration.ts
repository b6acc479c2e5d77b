import type { JWK } from 'jose';
import type { Config } from '#platform';
import { clientKey, publicJwk } from './client-key';

/** Where the identity provider sends people back to, once they have signed in. */
export const CALLBACK = '/callback';

/** Where people end up when they have signed out. */
export const SIGNED_OUT = '/signed-out';

/** The portal as browsers know it, without a slash at its end. */
export const portalUrlOf = ({
  PORTAL_URL,
  PORTAL_PORT,
}: Pick<Config, 'PORTAL_URL' | 'PORTAL_PORT'>): string =>
  (PORTAL_URL ?? `http://127.0.0.1:${PORTAL_PORT}`).replace(/\/$/, '');

/** What an identity provider has to know of the portal, in the terms of RFC 7591. */
export interface ClientRegistration {
  readonly client_id: string;
  readonly redirect_uris: string[];
  readonly post_logout_redirect_uris: string[];
  readonly response_types: 'code'[];
  readonly grant_types: 'authorization_code'[];
  readonly token_endpoint_auth_method: 'private_key_jwt';
  readonly jwks: { readonly keys: JWK[] };
  readonly dpop_bound_access_tokens: true;
}

/** The registration that the settings call for, with the public half of the portal's key. @throws ClientKeyUnusable */
export async function clientRegistration(config: Config): Promise<ClientRegistration> {
  const portal = portalUrlOf(config);
  return {
    client_id: config.OIDC_CLIENT_ID,
    redirect_uris: [portal + CALLBACK],
    post_logout_redirect_uris: [portal + SIGNED_OUT],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [await publicJwk(clientKey(config))] },
    dpop_bound_access_tokens: true,
  };
}
