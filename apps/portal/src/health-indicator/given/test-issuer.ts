import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

export const AUDIENCE = 'urn:consent-portal:health-indicator';

const KID = 'signing-key';

/** How a token differs from a good one. */
export interface TokenChange {
  readonly claims?: JWTPayload;
  /** Claims that are left out. */
  readonly without?: readonly string[];
  readonly typ?: string;
  /** Another key than the issuer's own, under the same id. */
  readonly key?: CryptoKey;
}

/** An issuer of tokens with a key of its own, whose public half it serves over HTTP as identity providers do. */
export class TestIssuer {
  isDown = false;

  private constructor(
    private readonly server: Server,
    private readonly key: CryptoKey,
    readonly url: string,
  ) {}

  static async start(): Promise<TestIssuer> {
    const { privateKey, publicKey } = await generateKeyPair('PS256');
    const keys = [{ ...(await exportJWK(publicKey)), kid: KID, alg: 'PS256', use: 'sig' }];
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const issuer = new TestIssuer(server, privateKey, url);
    issuer.serve(keys);
    return issuer;
  }

  private serve(keys: readonly JWK[]): void {
    const documents: Readonly<Record<string, object>> = {
      '/.well-known/openid-configuration': { issuer: this.url, jwks_uri: `${this.url}/jwks` },
      '/jwks': { keys },
    };
    this.server.on('request', ({ url = '' }, response) => {
      const document = this.isDown ? undefined : documents[url];
      response.writeHead(document ? 200 : 503, { 'content-type': 'application/json' });
      response.end(JSON.stringify(document ?? {}));
    });
  }

  /** A token for an organisation, good for a minute from `now` (milliseconds) unless it is changed. */
  async token(
    organisationNumber: string,
    now: number,
    { claims, without = [], typ = 'at+jwt', key = this.key }: TokenChange = {},
  ): Promise<string> {
    const seconds = Math.floor(now / 1000);
    const all: JWTPayload = {
      ...{ iss: this.url, aud: AUDIENCE, iat: seconds, exp: seconds + 60, client_id: 'ehr' },
      'helseid://claims/client/claims/orgnr_parent': organisationNumber,
      ...claims,
    };
    const kept = Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)));
    return new SignJWT(kept).setProtectedHeader({ alg: 'PS256', kid: KID, typ }).sign(key);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((stopped) => void this.server.close(() => stopped()));
  }
}
