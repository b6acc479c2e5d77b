import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, type CryptoKey, type JWK } from 'jose';
import { makeKeyFile, type Config } from '#platform';

/** The key cannot be used; the message says what to do about it. */
export class ClientKeyUnusable extends Error {
  override readonly name = 'ClientKeyUnusable';
}

/** The private key that proves the portal to the identity provider, made at the first start where no file is named. @throws ClientKeyUnusable */
export function clientKey({ DATA_DIR, OIDC_CLIENT_KEY_FILE }: Config): KeyObject {
  const path = OIDC_CLIENT_KEY_FILE ?? join(DATA_DIR, 'keys', 'oidc-client.pem');
  if (OIDC_CLIENT_KEY_FILE === undefined) makeKeyFile(path);
  return readKey(path);
}

/** @throws ClientKeyUnusable */
export function readKey(path: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(path));
    if (isUsable(key)) return key;
  } catch (error) {
    throw new ClientKeyUnusable(`The key in ${path} cannot be read (${(error as Error).message}).`);
  }
  throw new ClientKeyUnusable(`The key in ${path} is neither a P-256 nor an RSA key.`);
}

const isUsable = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean =>
  asymmetricKeyType === 'rsa' || asymmetricKeyDetails?.namedCurve === 'prime256v1';

/** The key as the web's cryptography takes it: ES256 with P-256, PS256 with RSA. */
export function webKeyOf(key: KeyObject): Promise<CryptoKey> {
  const algorithm =
    key.asymmetricKeyType === 'rsa'
      ? { name: 'RSA-PSS', hash: 'SHA-256' }
      : { name: 'ECDSA', namedCurve: 'P-256' };
  const der = key.export({ format: 'der', type: 'pkcs8' });
  return crypto.subtle.importKey('pkcs8', new Uint8Array(der), algorithm, false, ['sign']);
}

/** The public half of a private key. Its id is its thumbprint (RFC 7638). */
export async function publicJwk(key: KeyObject): Promise<JWK & { readonly kid: string }> {
  const jwk = await exportJWK(createPublicKey(key));
  return { ...jwk, kid: await calculateJwkThumbprint(jwk) };
}

/** What others know the key by. */
export const keyIdOf = async (key: KeyObject): Promise<string> => (await publicJwk(key)).kid;
