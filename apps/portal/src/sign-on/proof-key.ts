import type { webcrypto } from 'node:crypto';
import * as oidc from 'openid-client';

/** A private key in a form that can be kept. */
export type ProofKey = webcrypto.JsonWebKey;

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/**
 * A new key that one sign-in is bound to. It is kept with the sign-in rather than in the process, because the person may come back to
 * another process: after a restart, or beside others on the same folder.
 */
export async function newProofKey(): Promise<ProofKey> {
  const { privateKey } = await oidc.randomDPoPKeyPair('ES256', { extractable: true });
  return crypto.subtle.exportKey('jwk', privateKey);
}

/** What proves to the provider that the key is here. @throws when it is no such key. */
export async function proofBy(client: oidc.Configuration, key: ProofKey): Promise<oidc.DPoPHandle> {
  const { kty, crv, x, y } = key;
  const privateKey = await crypto.subtle.importKey('jwk', key, ALGORITHM, false, ['sign']);
  const publicKey = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, ALGORITHM, true, ['verify']);
  return oidc.getDPoPHandle(client, { privateKey, publicKey });
}
