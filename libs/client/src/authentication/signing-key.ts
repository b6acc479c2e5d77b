import { createPrivateKey, createPublicKey, type KeyObject, type webcrypto } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, importPKCS8 } from 'jose';

/** A private key that proves the caller. */
export interface CallerKey {
  /** A private key, P-256 or RSA, as PEM. */
  readonly key: string;
  /** What the other side knows the key by (`kid`). Default: its thumbprint (RFC 7638), as `ledger callers key` prints it. */
  readonly keyId?: string;
}

export interface SigningKey {
  readonly key: webcrypto.CryptoKey;
  readonly kid: string;
  readonly algorithm: 'ES256' | 'PS256';
}

/** @throws TypeError when the key is of another kind. */
export async function signingKey({ key: pem, keyId }: CallerKey): Promise<SigningKey> {
  const key = createPrivateKey(pem);
  const algorithm = algorithmOf(key);
  return {
    key: await importPKCS8(key.export({ type: 'pkcs8', format: 'pem' }) as string, algorithm),
    kid: keyId ?? (await calculateJwkThumbprint(await exportJWK(createPublicKey(key)))),
    algorithm,
  };
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): SigningKey['algorithm'] {
  if (asymmetricKeyType === 'rsa') return 'PS256';
  if (asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ES256';
  throw new TypeError('The key is neither a P-256 nor an RSA key.');
}
