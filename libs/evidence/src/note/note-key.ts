import { createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';
import { bytesOfBase64 } from './base64';

/** What signs notes: a name, and the Ed25519 key that stands behind it. */
export interface NoteSigner {
  readonly name: string;
  /** The key for others to verify with. */
  readonly verifier: NoteVerifier;
  /** The signature over a note's text: 64 bytes. */
  readonly sign: (text: string) => Buffer;
}

/** What distinguishes a name's signatures from forgeries. */
export interface NoteVerifier {
  readonly name: string;
  /** 32 bytes. */
  readonly publicKey: Buffer;
  /** Finds the key in a note; it proves nothing. Four bytes. */
  readonly keyId: Buffer;
  /** The key as people pass it on: `name+keyId+key`, such as `PeterNeumann+c74f20a3+ARpc2QcU…`. */
  readonly text: string;
  readonly verify: (text: string, signature: Buffer) => boolean;
}

/** A text is no verifier key, or a name cannot be one. */
export class InvalidKey extends Error {
  override readonly name = 'InvalidKey';
}

const ED25519 = 1;
const KEY_BYTES = 32;

/** A name is written between spaces in a note and between plus signs in a key. */
export const isKeyName = (name: string): boolean => /^[^\s+\p{Cc}\p{Surrogate}]+$/u.test(name);

/** @throws InvalidKey when a note cannot have the name. `key` is a private Ed25519 key. */
export function noteSigner(name: string, key: KeyObject): NoteSigner {
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return {
    name,
    verifier: verifierOf(name, Buffer.from(x!, 'base64url')),
    sign: (text) => sign(null, Buffer.from(text), key),
  };
}

/** Reads a verifier key (C2SP signed-note). @throws InvalidKey */
export function readVerifierKey(text: string): NoteVerifier {
  const [, name, keyId, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const key = bytesOfBase64(encoded ?? '');
  if (name === undefined || key?.length !== 1 + KEY_BYTES || key[0] !== ED25519) throw new InvalidKey(NO_KEY);
  const verifier = verifierOf(name, key.subarray(1));
  if (verifier.keyId.toString('hex') !== keyId) throw new InvalidKey(`${NO_KEY} Its parts do not match.`);
  return verifier;
}

/** The same key under another name, as the same signer uses it for something else. */
export const verifierNamed = (name: string, { publicKey }: NoteVerifier): NoteVerifier =>
  verifierOf(name, publicKey);

const NO_KEY = 'This is no Ed25519 verifier key of the form name+id+key.';

function verifierOf(name: string, publicKey: Buffer): NoteVerifier {
  if (!isKeyName(name)) throw new InvalidKey('The name of a key can hold neither spaces nor plus signs.');
  const typedKey = Buffer.concat([Buffer.of(ED25519), publicKey]);
  const keyId = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typedKey]), 'buffer').subarray(0, 4);
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') },
    format: 'jwk',
  });
  return {
    name,
    publicKey,
    keyId,
    text: `${name}+${keyId.toString('hex')}+${typedKey.toString('base64')}`,
    verify: (text, signature) => verify(null, Buffer.from(text), key, signature),
  };
}
