import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '#platform';
import { IndicatorRefusal } from './indicator-refusal';

/** What HelseID says of the organisation that a client acts for: the legal entity, which it has checked, before the unit. */
const ORGANISATION_CLAIMS = [
  'helseid://claims/client/claims/orgnr_parent',
  'helseid://claims/client/claims/orgnr_child',
] as const;

/** What HelseID and FAPI 2.0 sign with. A symmetric algorithm, or none, is never among them. */
const ALGORITHMS = ['PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'EdDSA'];

const CLOCK_TOLERANCE_S = 10;
const TIMEOUT_MS = 5_000;

export interface TokenIssuer {
  /** Its address, which is also what it calls itself. */
  readonly issuer: string;
  /** What it calls us. */
  readonly audience: string;
}

/** Access tokens (RFC 9068) of records systems, which stand for an organisation and no person. */
export class RecordsSystemTokens {
  private keys: Promise<JWTVerifyGetKey> | null = null;

  constructor(
    private readonly trusted: TokenIssuer,
    private readonly clock: Clock,
  ) {}

  /**
   * The number of the organisation that a request comes from, by its header `Authorization`.
   * @throws IndicatorRefusal KJF-000163 when the token proves nothing; KJX-000001 when the issuer's keys cannot be had.
   */
  async organisationOf(authorization: string | undefined): Promise<string> {
    const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) throw notAuthenticated('There is no bearer token.');
    return organisationIn(await this.verified(token));
  }

  private async verified(token: string): Promise<JWTPayload> {
    const { issuer, audience } = this.trusted;
    const terms = {
      ...{ issuer, audience, typ: 'at+jwt', algorithms: ALGORITHMS, requiredClaims: ['exp', 'client_id'] },
      ...{ currentDate: new Date(this.clock()), clockTolerance: CLOCK_TOLERANCE_S },
    };
    const keys = await this.keysOfIssuer();
    try {
      return (await jwtVerify(token, keys, terms)).payload;
    } catch (error) {
      throw error instanceof IndicatorRefusal ? error : notAuthenticated('The token does not hold.', error);
    }
  }

  /** They are asked for when the first token comes; a failure is forgotten, so that the next token asks again. */
  private keysOfIssuer(): Promise<JWTVerifyGetKey> {
    this.keys ??= keysOf(this.trusted.issuer).catch((error: unknown) => {
      this.keys = null;
      throw unreachable(error);
    });
    return this.keys;
  }
}

async function keysOf(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const found = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (!response.ok || found.issuer !== issuer || typeof found.jwks_uri !== 'string') {
    throw new Error('What the issuer says of itself cannot be used.');
  }
  const keys = createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: TIMEOUT_MS });
  return (header, token) =>
    keys(header, token).catch((error: unknown) => {
      throw isAboutToken(error) ? error : unreachable(error);
    });
}

/** A key that the issuer does not have is the token's fault; keys that did not come say nothing about the token. */
const isAboutToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;

/** A token that is bound to a key (RFC 9449, RFC 8705) is worth nothing by itself: a thief who took it would be believed. */
function organisationIn(payload: JWTPayload): string {
  if (payload.cnf !== undefined) throw notAuthenticated('The token is bound to a key.');
  const number = ORGANISATION_CLAIMS.map((claim) => payload[claim]).find((value) => value !== undefined);
  if (typeof number === 'string' && /^\d{9}$/.test(number)) return number;
  throw notAuthenticated('The token names no organisation.');
}

const notAuthenticated = (detail: string, cause?: unknown): IndicatorRefusal =>
  new IndicatorRefusal(401, 'KJF-000163', detail, { cause });

const unreachable = (cause: unknown): IndicatorRefusal =>
  new IndicatorRefusal(503, 'KJX-000001', undefined, { cause });
