import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import type { CallerRegister, TokenIssuer } from '#callers';
import type { Clock, Logger } from '#platform';
import { fixedKeys, RemoteKeys, type IssuerKeys } from './issuer-keys';
import { KeysUnavailable, Unauthenticated } from './unauthenticated';
import { VerifiedTokens, type VerifiedToken } from './verified-tokens';

/** How far the clocks of an issuer and of this machine may differ, in seconds. */
const CLOCK_SKEW = 30;

/** Verifies tokens, signed by an issuer of the register. */
export class TokenVerifier {
  private readonly remote = new Map<string, RemoteKeys>();
  private readonly fixed = new WeakMap<TokenIssuer, IssuerKeys>();
  private readonly verified = new VerifiedTokens();

  constructor(
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** @throws Unauthenticated @throws KeysUnavailable */
  async verify(token: string, register: CallerRegister): Promise<VerifiedToken> {
    const issuer = issuerOf(token, register);
    const keys = this.keysOf(issuer);
    const seen = this.verified.find(token, issuer, keys.generation);
    if (seen) {
      if (seen.expires + CLOCK_SKEW > this.clock() / 1000) return seen;
      throw new Unauthenticated('The token has expired.');
    }
    const { generation } = keys;
    const verified = tokenOf(await this.payloadOf(token, issuer, keys), issuer);
    this.verified.keep(token, verified, generation);
    return verified;
  }

  private async payloadOf(token: string, issuer: TokenIssuer, keys: IssuerKeys): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys.keyOf, {
        issuer: issuer.issuer,
        audience: issuer.audience,
        algorithms: [...issuer.algorithms],
        clockTolerance: CLOCK_SKEW,
        requiredClaims: ['exp', 'client_id'],
        currentDate: new Date(this.clock()),
      });
      return payload;
    } catch (error) {
      if (error instanceof KeysUnavailable) throw error;
      throw new Unauthenticated(whatIsWrong(error as Error));
    }
  }

  private keysOf(issuer: TokenIssuer): IssuerKeys {
    const { jwks, jwksUrl } = issuer;
    if (jwks) return this.keptKeys(issuer, jwks);
    const keys = this.remote.get(jwksUrl!) ?? new RemoteKeys(jwksUrl!, (cause) => this.warn(issuer, cause));
    this.remote.set(jwksUrl!, keys);
    keys.refresh();
    return keys;
  }

  private keptKeys(issuer: TokenIssuer, jwks: NonNullable<TokenIssuer['jwks']>): IssuerKeys {
    const keys = this.fixed.get(issuer) ?? fixedKeys(jwks);
    this.fixed.set(issuer, keys);
    return keys;
  }

  private warn({ issuer, jwksUrl }: TokenIssuer, cause: Error): void {
    this.log.error('The keys of an issuer of tokens cannot be read. The last known ones are used.', {
      issuer,
      jwksUrl,
      cause: cause.message,
    });
  }
}

/** Not believed yet: it only says whose keys to verify the token with. */
function issuerOf(token: string, register: CallerRegister): TokenIssuer {
  let named: string | undefined;
  try {
    named = decodeJwt(token).iss;
  } catch {
    throw new Unauthenticated('The token is not a signed JSON Web Token.');
  }
  const issuer = typeof named === 'string' ? register.issuer(named) : undefined;
  if (!issuer) throw new Unauthenticated('The issuer of the token is unknown.');
  return issuer;
}

function tokenOf({ client_id: clientId, scope, exp, cnf }: JWTPayload, issuer: TokenIssuer): VerifiedToken {
  if (typeof clientId !== 'string')
    throw new Unauthenticated('The claim client_id of the token is not text.');
  return { issuer, clientId, scopes: scopesIn(scope), ...boundTo(cnf), expires: exp! };
}

/** A token that is bound proves nothing without a proof of what it is bound to. All that it is bound to has to be known here. */
function boundTo(cnf: unknown): Pick<VerifiedToken, 'key' | 'certificate'> {
  if (cnf === undefined) return { key: null, certificate: null };
  const bindings: [name: string, value: unknown][] = Object.entries({ ...(cnf as object) });
  if (bindings.length === 0 || !bindings.every(isKnownBinding))
    throw new Unauthenticated(
      'The token is bound to something else than a key (jkt) or a certificate (x5t#S256), which is not supported.',
    );
  const { jkt, 'x5t#S256': thumbprint } = cnf as Readonly<Record<string, string>>;
  return { key: jkt ?? null, certificate: thumbprint ?? null };
}

const isKnownBinding = ([name, value]: readonly [string, unknown]): boolean =>
  (name === 'jkt' || name === 'x5t#S256') && typeof value === 'string';

/** RFC 8693 separates scopes by blanks; some issuers send a list. */
function scopesIn(scope: unknown): readonly string[] | null {
  if (typeof scope === 'string') return scope.split(' ');
  return Array.isArray(scope) ? scope.filter((one) => typeof one === 'string') : null;
}

type Kind = abstract new (...args: never[]) => Error;

const sentences: readonly (readonly [kind: Kind, sentence: string])[] = [
  [errors.JWTExpired, 'The token has expired.'],
  [errors.JOSEAlgNotAllowed, 'The token is signed with an algorithm that its issuer may not use here.'],
  [errors.JWKSNoMatchingKey, 'The token is signed with a key that its issuer does not publish.'],
  [errors.JWKSMultipleMatchingKeys, 'The token does not say which key it is signed with (kid).'],
  [errors.JWSSignatureVerificationFailed, 'The signature of the token is wrong.'],
];

const claims: Readonly<Record<string, string>> = {
  aud: 'The token is meant for another audience.',
  nbf: 'The token is not valid yet.',
  exp: 'The token does not say when it expires (exp).',
  client_id: 'The token does not say whose it is (client_id).',
};

/** The library's own words may repeat what the token holds. An unusable key of the issuer is an error of the cryptography beneath it. */
function whatIsWrong(error: Error): string {
  if (error instanceof errors.JWTClaimValidationFailed && Object.hasOwn(claims, error.claim))
    return claims[error.claim]!;
  const known = sentences.find(([kind]) => error instanceof kind);
  return known?.[1] ?? 'The token cannot be verified.';
}
