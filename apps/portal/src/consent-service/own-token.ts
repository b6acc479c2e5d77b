import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { newId, type Clock } from '#platform';
import { keyIdOf } from '#sign-on';

/** How long a token lasts, and how long before its end another is signed, in milliseconds. */
const LIFETIME = 120_000;
const MARGIN = 30_000;

export interface OwnTokenOptions {
  readonly key: KeyObject;
  /** HSA-id of the portal: the issuer, and the client. */
  readonly portalId: string;
  readonly audience: string;
  readonly clock: Clock;
}

/** Signs the tokens that prove the portal to the service: with its own key, whose public half is in the register of callers. */
export function ownTokens({ key, portalId, audience, clock }: OwnTokenOptions): () => Promise<string> {
  let current: { readonly token: Promise<string>; readonly until: number } | null = null;
  const sign = async (now: number) =>
    new SignJWT({ client_id: portalId })
      .setProtectedHeader({ alg: algorithmOf(key), kid: await keyIdOf(key), typ: 'at+jwt' })
      .setIssuer(portalId)
      .setSubject(portalId)
      .setAudience(audience)
      .setJti(newId())
      .setIssuedAt(new Date(now))
      .setExpirationTime(new Date(now + LIFETIME))
      .sign(key);
  return () => {
    const now = clock();
    if (current === null || now >= current.until)
      current = { token: sign(now), until: now + LIFETIME - MARGIN };
    return current.token;
  };
}

const algorithmOf = ({ asymmetricKeyType }: KeyObject): string =>
  asymmetricKeyType === 'rsa' ? 'PS256' : 'ES256';
