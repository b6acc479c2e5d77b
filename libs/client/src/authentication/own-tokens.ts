import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { signingKey, type CallerKey } from './signing-key';
import { CachedToken, type TokenSource } from './token-source';

export interface OwnTokenOptions extends CallerKey {
  /** The HSA-id of the system: the issuer and the client in the register of callers. */
  readonly systemId: string;
  /** The audience in the register of callers. */
  readonly audience: string;
}

const LIFETIME = 120_000;

/** Tokens that the caller signs itself. The register of callers has the public key. */
export function ownTokens({ systemId, audience, ...callerKey }: OwnTokenOptions): TokenSource {
  return new CachedToken(async () => {
    const { key, kid, algorithm } = await signingKey(callerKey);
    const issued = Date.now();
    const expires = issued + LIFETIME;
    const token = await new SignJWT({ client_id: systemId })
      .setProtectedHeader({ alg: algorithm, kid, typ: 'at+jwt' })
      .setIssuer(systemId)
      .setSubject(systemId)
      .setAudience(audience)
      .setJti(randomUUID())
      .setIssuedAt(new Date(issued))
      .setExpirationTime(new Date(expires))
      .sign(key);
    return { token, issued, expires };
  });
}
