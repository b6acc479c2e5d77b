import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { makePrivateFile, replacePublicFile } from '#platform';
import { cosignerOf, type Cosigner } from './cosignature';
import { noteSigner, readVerifierKey, type NoteSigner, type NoteVerifier } from './note-key';

/** The file of a key cannot be used; the message says what to do about it. */
export class KeyUnusable extends Error {
  override readonly name = 'KeyUnusable';
}

const OTHERS = 0o007;

/** Opens the private key in a file: PKCS#8, PEM, Ed25519. @throws KeyUnusable, InvalidKey when the name is not valid. */
export const openSigner = (name: string, path: string): NoteSigner => noteSigner(name, privateKeyOf(path));

/** The same for a witness. @throws KeyUnusable, InvalidKey */
export const openCosigner = (name: string, path: string): Cosigner => cosignerOf(name, privateKeyOf(path));

function privateKeyOf(path: string): KeyObject {
  const pem = readPrivate(path);
  const key = privateKeyIn(pem);
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new KeyUnusable(
    `${path} is not a key for checkpoints: it has to be an Ed25519 private key in PKCS#8 and PEM, without a passphrase. ` +
      'One is made by: openssl genpkey -algorithm ed25519',
  );
}

function readPrivate(path: string): string {
  try {
    if ((statSync(path).mode & OTHERS) === 0) return readFileSync(path, 'utf8');
  } catch (error) {
    throw new KeyUnusable(`The key for checkpoints in ${path} cannot be read (${(error as Error).message}).`);
  }
  throw new KeyUnusable(
    `The key for checkpoints in ${path} can be used by everybody on this machine: chmod 600 it.`,
  );
}

function privateKeyIn(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}

/** Makes a key in a file that only its owner can read, unless there is one: of several processes that do so at once, one's stays. */
export const makeKeyFile = (path: string): void =>
  makePrivateFile(path, () =>
    generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  );

/**
 * Puts a public key first among those in a file, a line each. Earlier ones stay: checkpoints that were signed with them have to be
 * verified for as long as there are any.
 */
export function publish(verifier: NoteVerifier, path: string): void {
  const known = existsSync(path) ? keyTextsIn(path) : [];
  if (known[0] === verifier.text) return;
  const texts = [verifier.text, ...known.filter((text) => text !== verifier.text)];
  replacePublicFile(path, `${texts.join('\n')}\n`);
}

/** The public keys in a file. @throws KeyUnusable, InvalidKey when it holds anything else. */
export function verifiersIn(path: string): NoteVerifier[] {
  try {
    const texts = keyTextsIn(path);
    if (texts.length > 0) return texts.map(readVerifierKey);
  } catch (error) {
    throw new KeyUnusable(`The public keys in ${path} cannot be used: ${(error as Error).message}`);
  }
  throw new KeyUnusable(`There is no public key in ${path}.`);
}

const keyTextsIn = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
