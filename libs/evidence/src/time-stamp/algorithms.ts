import { constants, verify, type KeyObject } from 'node:crypto';
import { InvalidTimeStamp } from './invalid-time-stamp';

export const SHA_256 = '2.16.840.1.101.3.4.2.1';

/** The hashes that are accepted, by their object identifiers. */
export const hashes: Readonly<Record<string, string>> = {
  [SHA_256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const RSA = '1.2.840.113549.1.1.1';
const RSA_PSS = '1.2.840.113549.1.1.10';
const ED25519 = '1.3.101.112';

/** Signatures that name their hash. */
const withHash: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

const LEAST_RSA_BITS = 2048;

export interface Signed {
  /** The object identifier of the signature's algorithm. */
  readonly algorithm: string;
  /** The hash that is stated beside it. */
  readonly hash: string;
  readonly data: Buffer;
  readonly signature: Buffer;
}

/** @throws InvalidTimeStamp for an algorithm that is not accepted. */
export function isSignedBy({ algorithm, hash, data, signature }: Signed, key: KeyObject): boolean {
  const { modulusLength: bits } = key.asymmetricKeyDetails ?? {};
  if (bits !== undefined && bits < LEAST_RSA_BITS)
    throw new InvalidTimeStamp(`Its key has ${bits} bits, which is too few.`);
  if (algorithm === ED25519) return verify(null, data, key, signature);
  if (algorithm === RSA_PSS)
    return verify(
      hash,
      data,
      { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
      signature,
    );
  const named = algorithm === RSA ? hash : withHash[algorithm];
  if (named === undefined)
    throw new InvalidTimeStamp(`It is signed by an algorithm that is not accepted: ${algorithm}.`);
  return verify(named, data, key, signature);
}
