import * as oidc from 'openid-client';
import { ProofKey } from './proof-key';
import { signingKey, type CallerKey } from './signing-key';
import { CachedToken, TokenRefused, type IssuedToken, type TokenSource } from './token-source';

export interface ClientCredentialsOptions extends CallerKey {
  /** The issuer of the tokens. Its metadata is read at `/.well-known/openid-configuration`. */
  readonly issuer: string;
  /** The address of its tokens, if it publishes no metadata. */
  readonly tokenEndpoint?: string;
  readonly clientId: string;
  /** What the token is for, as the issuer asks for it (RFC 8707). */
  readonly resource?: string;
  readonly scope?: string;
  /** Asks for tokens that are bound to a key of this process (DPoP, RFC 9449), and proves that key with each request. */
  readonly dpop?: boolean;
  /** Lets the issuer be called by plain http, which is for tests alone. */
  readonly allowInsecure?: boolean;
}

/** How long the issuer may take to answer, in seconds. */
const TIMEOUT = 5;

/** Tokens of an issuer, by the client credentials grant. The caller proves itself there by its key (`private_key_jwt`). */
export function clientCredentials(options: ClientCredentialsOptions): TokenSource {
  let issuer: oidc.Configuration | null = null;
  let key: ProofKey | undefined;
  let handle: oidc.DPoPHandle | undefined;
  const tokens = new CachedToken(async () => {
    issuer ??= await issuerOf(options);
    if (options.dpop) key ??= await ProofKey.create();
    // It keeps the issuer's nonces, and sends a request again that lacked one.
    handle ??= key && oidc.getDPoPHandle(issuer, key.pair);
    return tokenFrom(issuer, options, handle);
  });
  if (!options.dpop) return tokens;
  return {
    token: () => tokens.token(),
    forget: (token) => tokens.forget(token),
    prove: (token, request) => key!.prove(token, request),
  };
}

async function issuerOf(options: ClientCredentialsOptions): Promise<oidc.Configuration> {
  const { issuer, tokenEndpoint, clientId, allowInsecure = false } = options;
  const { key, kid } = await signingKey(options);
  const proof = oidc.PrivateKeyJwt({ key, kid });
  const execute = allowInsecure ? [oidc.allowInsecureRequests] : [];
  if (tokenEndpoint === undefined)
    return oidc.discovery(new URL(issuer), clientId, undefined, proof, { timeout: TIMEOUT, execute });
  const known = new oidc.Configuration({ issuer, token_endpoint: tokenEndpoint }, clientId, undefined, proof);
  known.timeout = TIMEOUT;
  for (const extend of execute) extend(known);
  return known;
}

async function tokenFrom(
  issuer: oidc.Configuration,
  { resource, scope }: ClientCredentialsOptions,
  DPoP: oidc.DPoPHandle | undefined,
): Promise<IssuedToken> {
  const issued = Date.now();
  const parameters = { ...(resource !== undefined && { resource }), ...(scope !== undefined && { scope }) };
  const answer = await oidc.clientCredentialsGrant(issuer, parameters, { DPoP }).catch(refusalOf);
  const seconds = answer.expiresIn();
  if (seconds === undefined) throw new Error('The issuer does not say how long its token lasts.');
  return { token: answer.access_token, issued, expires: issued + seconds * 1_000 };
}

/** What the issuer answers is a code and a sentence of RFC 6749, and holds no secret. */
function refusalOf(cause: unknown): never {
  if (cause instanceof oidc.WWWAuthenticateChallengeError)
    throw new TokenRefused('The issuer gives no token: it does not take the proof of this client.', {
      cause,
    });
  if (!(cause instanceof oidc.ResponseBodyError)) throw cause;
  const { error, error_description: description = '' } = cause;
  throw new TokenRefused(`The issuer gives no token: ${error} ${description}`.trim(), { cause });
}
