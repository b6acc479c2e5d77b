import { createHash, randomBytes, type KeyObject } from 'node:crypto';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Config } from '#platform';
import type { ClientRegistration } from '#sign-on';
import type { Show } from './pages';
import { recordsSystems, tokensOfRecordsSystems } from './records-systems';
import { signOut } from './sign-out';
import type { TestPerson } from './test-persons';

export interface ProviderParts {
  readonly config: Config;
  readonly persons: ReadonlyMap<string, TestPerson>;
  /** What tokens are signed with. */
  readonly signingKey: KeyObject;
  readonly portal: ClientRegistration;
  readonly show: Show;
}

/** What HelseID says of a person, by the scope that it is asked for with. */
const claimsByScope = {
  openid: ['sub'],
  'helseid://scopes/identity/pid': ['helseid://claims/identity/pid'],
  'helseid://scopes/identity/security_level': ['helseid://claims/identity/security_level'],
  'helseid://scopes/hpr/hpr_number': ['helseid://claims/hpr/hpr_number'],
};

const HOUR_S = 3600;

/** As strict as FAPI 2.0: requests are pushed, clients prove themselves by a key, codes are bound to a verifier, tokens to a key. */
export function providerOptions(parts: ProviderParts): Configuration {
  const { features, extraTokenClaims } = tokensOfRecordsSystems(parts.config.OIDC_AUDIENCE);
  return {
    clients: [{ ...parts.portal, id_token_signed_response_alg: 'ES256' }, ...recordsSystems()],
    extraTokenClaims,
    jwks: { keys: [signatureKey(parts.signingKey)] },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      // As HelseID's: a form of another site finds the session that it signs out of.
      long: { sameSite: 'none', secure: true, httpOnly: true, signed: true },
    },
    enableHttpPostMethods: true,
    scopes: Object.keys(claimsByScope),
    claims: claimsByScope,
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    ttl: {
      Session: HOUR_S,
      Interaction: HOUR_S,
      Grant: HOUR_S,
      AccessToken: 60,
      ClientCredentials: 600,
      IdToken: 60,
    },
    features: {
      ...features,
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: signOut(parts.show),
      },
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => accountOf(sub, parts.persons),
    loadExistingGrant: grantAll,
    renderError: async (ctx, { error }) => parts.show(ctx, 'fault', { error }),
  };
}

function signatureKey(key: KeyObject) {
  const jwk = key.export({ format: 'jwk' });
  const kid = createHash('sha256').update(`${jwk.x}.${jwk.y}`).digest('base64url');
  return { ...jwk, kid, alg: 'ES256', use: 'sig' };
}

function accountOf(sub: string, persons: ProviderParts['persons']) {
  const person = persons.get(sub);
  if (!person) return undefined;
  const claims = {
    sub,
    'helseid://claims/identity/pid': person.id.extension,
    'helseid://claims/identity/security_level': person.securityLevel,
    'helseid://claims/hpr/hpr_number': person.hprNumber,
  };
  return { accountId: sub, claims: () => claims };
}

/** Nobody is asked for permission: a person who signs in at the portal wants it to know. */
async function grantAll({ oidc }: KoaContextWithOIDC) {
  const { accountId } = oidc.session!;
  const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId });
  grant.addOIDCScope(Object.keys(claimsByScope).join(' '));
  await grant.save();
  return grant;
}
