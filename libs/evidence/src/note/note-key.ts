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

/** @throws InvalidKey */
export function demandKeyName(name: string): void {
  if (!isKeyName(name)) throw new InvalidKey('The name of a key can hold neither spaces nor plus signs.');
}

/** @throws InvalidKey when a note cannot have the name. `key` is a private Ed25519 key. */
export function noteSigner(name: string, key: KeyObject): NoteSigner {
  return {
    name,
    verifier: verifierOf(name, publicBytesOf(key)),
    sign: (text) => sign(null, Buffer.from(text), key),
  };
}

/** Reads a verifier key (C2SP signed-note). @throws InvalidKey */
export function readVerifierKey(text: string): NoteVerifier {
  const { name, publicKey } = readKeyText(text, ED25519);
  return verifierOf(name, publicKey);
}

/**
 * Takes `name+keyId+key` apart. `type` is the byte before the 32 bytes of the key, and says what the key signs.
 * @throws InvalidKey
 */
export function readKeyText(text: string, type: number): Pick<NoteVerifier, 'name' | 'publicKey'> {
  const [, name, keyId, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const key = bytesOfBase64(encoded ?? '');
  if (name === undefined || key?.length !== 1 + KEY_BYTES || key[0] !== type) throw new InvalidKey(NO_KEY);
  const publicKey = key.subarray(1);
  if (keyTextOf(name, type, publicKey).keyId.toString('hex') !== keyId)
    throw new InvalidKey(`${NO_KEY} Its parts do not match.`);
  return { name, publicKey };
}

/** What a key is found by in a note, and how people pass it on. @throws InvalidKey when a note cannot have the name. */
export function keyTextOf(
  name: string,
  type: number,
  publicKey: Buffer,
): Pick<NoteVerifier, 'keyId' | 'text'> {
  demandKeyName(name);
  const typedKey = Buffer.concat([Buffer.of(type), publicKey]);
  const keyId = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typedKey]), 'buffer').subarray(0, 4);
  return { keyId, text: `${name}+${keyId.toString('hex')}+${typedKey.toString('base64')}` };
}

/** The 32 bytes of the public key that belongs to a private Ed25519 key. */
export function publicBytesOf(key: KeyObject): Buffer {
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.from(x!, 'base64url');
}

/** An Ed25519 public key, from its 32 bytes. */
export const publicKeyOf = (bytes: Buffer): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }, format: 'jwk' });

/** The same key under another name, as the same signer uses it for something else. */
export const verifierNamed = (name: string, { publicKey }: NoteVerifier): NoteVerifier =>
  verifierOf(name, publicKey);

const NO_KEY = 'This is no Ed25519 verifier key of the form name+id+key.';

function verifierOf(name: string, publicKey: Buffer): NoteVerifier {
  const key = publicKeyOf(publicKey);
  return {
    name,
    publicKey,
    ...keyTextOf(name, ED25519, publicKey),
    verify: (text, signature) => verify(null, Buffer.from(text), key, signature),
  };
}
