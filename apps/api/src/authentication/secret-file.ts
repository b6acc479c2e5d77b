import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigError } from '#platform';

/** A secret that is guessed lets its finder be any caller. */
const LEAST_SECRET = 32;

/** How long a secret is used before its file is read again, in milliseconds. */
const INTERVAL = 1_000;

/** A secret in a file of the operator's, which may be exchanged while the service runs. */
export class SecretFile {
  private digest: Buffer = Buffer.alloc(0);
  private readAt = -Infinity;

  private constructor(private readonly path: string) {}

  /** @param setting that names the file. @throws ConfigError when the secret is short, or the system's error when it cannot be read. */
  static open(setting: string, path: string): SecretFile {
    if (textIn(path).length < LEAST_SECRET)
      throw new ConfigError(`${setting}: the secret has fewer than ${LEAST_SECRET} characters`);
    return new SecretFile(path);
  }

  /** The SHA-256 of the secret. */
  current(): Buffer {
    const now = performance.now();
    if (now - this.readAt > INTERVAL) [this.digest, this.readAt] = [sha256(textIn(this.path)), now];
    return this.digest;
  }
}

const textIn = (path: string): string => readFileSync(path, 'utf8').trim();

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
