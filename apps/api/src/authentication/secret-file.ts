import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigError, type Logger } from '#platform';

/** A secret that is guessed lets its finder be any caller. */
const LEAST_SECRET = 32;

/** How long a secret is used before its file is read again, in milliseconds. */
const INTERVAL = 1_000;

/**
 * A secret in a file of the operator's, which may be exchanged while the service runs. A file that is missing, or whose text is too short,
 * changes nothing: it may be half written, and the digest of an empty secret is known to everybody.
 */
export class SecretFile {
  private isBad = false;
  private readAt = performance.now();

  private constructor(
    private readonly setting: string,
    private readonly path: string,
    private readonly log: Pick<Logger, 'error'>,
    private digest: Buffer,
  ) {}

  /** @param setting that names the file. @throws ConfigError when the secret is short, or the system's error when it cannot be read. */
  static open(setting: string, path: string, log: Pick<Logger, 'error'>): SecretFile {
    return new SecretFile(setting, path, log, digestIn(setting, path));
  }

  /** The SHA-256 of the last good secret. */
  current(): Buffer {
    const now = performance.now();
    if (now - this.readAt <= INTERVAL) return this.digest;
    this.readAt = now;
    this.readAgain();
    return this.digest;
  }

  /** What is wrong is logged once, until the file is good again. */
  private readAgain(): void {
    try {
      this.digest = digestIn(this.setting, this.path);
      this.isBad = false;
    } catch (error) {
      if (!this.isBad) this.logFault((error as Error).message);
      this.isBad = true;
    }
  }

  private logFault(cause: string): void {
    this.log.error('A file with a secret cannot be used. The old secret stays.', {
      setting: this.setting,
      cause,
    });
  }
}

function digestIn(setting: string, path: string): Buffer {
  const text = readFileSync(path, 'utf8').trim();
  if (text.length < LEAST_SECRET)
    throw new ConfigError(`${setting}: the secret has fewer than ${LEAST_SECRET} characters`);
  return sha256(text);
}

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
