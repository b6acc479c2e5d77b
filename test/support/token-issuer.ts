import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { serveOnLoopback } from './loopback-server';

export const AUDIENCE = 'consent-ledger';

export interface SigningKey {
  readonly kid: string;
  readonly algorithm: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: JWK;
}

export async function signingKey(kid: string, algorithm = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return { kid, algorithm, privateKey, publicKey: { ...(await exportJWK(publicKey)), kid, alg: algorithm } };
}

/** Seconds since 1970, so many from now. */
export const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

/** What a token says, beside what a good one does; `undefined` leaves a claim out. */
export type Claims = Readonly<Record<string, unknown>>;

/** An issuer of tokens with a real address for its keys. */
export class TokenIssuer {
  /** Those that it publishes. */
  published: readonly SigningKey[];
  /** What it answers instead of its keys. */
  failure: number | null = null;
  /** How often its keys were asked for. */
  asked = 0;

  private constructor(
    readonly url: string,
    readonly key: SigningKey,
    readonly close: () => Promise<void>,
  ) {
    this.published = [key];
  }

  static async start(): Promise<TokenIssuer> {
    let issuer: TokenIssuer | null = null;
    const { url, close } = await serveOnLoopback((_request, response) => {
      issuer!.asked += 1;
      const body = JSON.stringify({ keys: issuer!.published.map(({ publicKey }) => publicKey) });
      response.writeHead(issuer!.failure ?? 200, { 'content-type': 'application/json' }).end(body);
    });
    issuer = new TokenIssuer(url, await signingKey('first'), close);
    return issuer;
  }

  get jwksUrl(): string {
    return `${this.url}/jwks`;
  }

  /** Its entry in a register. */
  entry(more: object = {}): object {
    return {
      issuer: this.url,
      audience: AUDIENCE,
      algorithms: ['ES256'],
      jwksUrl: this.jwksUrl,
      ...more,
    };
  }

  /** A token that lasts a minute, but for what it is said to be otherwise. */
  token(clientId: string, claims: Claims = {}, key: SigningKey = this.key): Promise<string> {
    const all = { iss: this.url, aud: AUDIENCE, client_id: clientId, exp: inSeconds(60), ...claims };
    return new SignJWT(all)
      .setProtectedHeader({ alg: key.algorithm, kid: key.kid, typ: 'at+jwt' })
      .sign(key.privateKey);
  }
}
