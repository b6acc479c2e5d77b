import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { newId } from '#platform';
import { noteSigner, readVerifierKey, type NoteSigner, type NoteVerifier } from './note-key';

/** The file of a key cannot be used; the message says what to do about it. */
export class KeyUnusable extends Error {
  override readonly name = 'KeyUnusable';
}

const OTHERS = 0o007;

/** Opens the private key in a file: PKCS#8, PEM, Ed25519. @throws KeyUnusable, InvalidKey when the name is none. */
export function openSigner(name: string, path: string): NoteSigner {
  const pem = readPrivate(path);
  const key = privateKeyIn(pem);
  if (key?.asymmetricKeyType === 'ed25519') return noteSigner(name, key);
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
export function makeKeyFile(path: string): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = draftOf(path, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), 0o600);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  sync(dirname(path));
}

/**
 * Puts a public key first among those in a file, a line each. Earlier ones stay: checkpoints that were signed with them have to be
 * verified for as long as there are any.
 */
export function publish(verifier: NoteVerifier, path: string): void {
  const known = existsSync(path) ? keyTextsIn(path) : [];
  if (known[0] === verifier.text) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const texts = [verifier.text, ...known.filter((text) => text !== verifier.text)];
  renameSync(draftOf(path, `${texts.join('\n')}\n`, 0o644), path);
  sync(dirname(path));
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

/** A file beside the one it is to become, whole and on the disk. */
function draftOf(path: string, content: string, mode: number): string {
  const draft = `${path}.${newId()}`;
  writeFileSync(draft, content, { mode, flag: 'wx' });
  sync(draft);
  return draft;
}

/** The content of a file, or the names in a folder: a key must not be forgotten that a checkpoint is signed with. */
function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
