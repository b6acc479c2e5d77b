import { createHash, randomUUID, type webcrypto } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import type { ProvedRequest } from './token-source';

const ALGORITHM = 'ES256';

/** A key of this process alone, that tokens are bound to. Its private half cannot be read. */
export class ProofKey {
  private constructor(
    readonly pair: webcrypto.CryptoKeyPair,
    private readonly jwk: JWK,
  ) {}

  static async create(): Promise<ProofKey> {
    const pair = await generateKeyPair(ALGORITHM);
    return new ProofKey(pair, await exportJWK(pair.publicKey));
  }

  /** A DPoP proof (RFC 9449) for one request that sends this token. */
  prove(token: string, { method, url, nonce }: ProvedRequest): Promise<string> {
    const ath = createHash('sha256').update(token).digest('base64url');
    return new SignJWT({ htm: method, htu: url, ath, ...(nonce !== undefined && { nonce }) })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: ALGORITHM, jwk: this.jwk })
      .setJti(randomUUID())
      .setIssuedAt()
      .sign(this.pair.privateKey);
  }
}
