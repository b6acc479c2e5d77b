import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { ConfigError, networksHold, type Config } from '#platform';

/** What a proxy sends to prove that it is one, where it shares a secret. */
const SECRET_HEADER = 'x-client-cert-secret';

/** A secret that is guessed lets its finder be any caller. */
const LEAST_SECRET = 32;

/** How long a secret is believed before its file is read again, in milliseconds. */
const INTERVAL = 1_000;

/** The proxies that may say whose certificate a request comes with: by their addresses, by a secret, or by both. */
export class TrustedProxies {
  private readonly isProxy: (address: string | undefined) => boolean;
  private readonly secretFile: string | undefined;
  /** A connection has one address as long as it lasts. */
  private readonly known = new WeakMap<Socket, boolean>();
  private secret: Buffer = Buffer.alloc(0);
  private readAt = -Infinity;

  constructor({ CLIENT_CERTIFICATE_PROXIES: proxies, CLIENT_CERTIFICATE_SECRET_FILE: file }: Config) {
    this.isProxy = proxies ? networksHold(proxies) : () => true;
    this.secretFile = file;
  }

  /** @throws ConfigError when the secret is short. */
  static demandSecret({ CLIENT_CERTIFICATE_SECRET_FILE: file }: Config): void {
    if (file !== undefined && secretIn(file).length < LEAST_SECRET)
      throw new ConfigError(
        `CLIENT_CERTIFICATE_SECRET_FILE: the secret has fewer than ${LEAST_SECRET} characters`,
      );
  }

  /** Whether one of them has sent a request. */
  sent({ headers, raw: { socket } }: FastifyRequest): boolean {
    return this.isAtProxy(socket) && this.isSecret(headers[SECRET_HEADER]);
  }

  private isAtProxy(socket: Socket): boolean {
    const known = this.known.get(socket) ?? this.isProxy(socket.remoteAddress);
    this.known.set(socket, known);
    return known;
  }

  private isSecret(sent: unknown): boolean {
    if (this.secretFile === undefined) return true;
    return typeof sent === 'string' && timingSafeEqual(digest(sent), this.currentSecret(this.secretFile));
  }

  private currentSecret(file: string): Buffer {
    const now = performance.now();
    if (now - this.readAt > INTERVAL) [this.secret, this.readAt] = [digest(secretIn(file)), now];
    return this.secret;
  }
}

const secretIn = (file: string): string => readFileSync(file, 'utf8').trim();

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
