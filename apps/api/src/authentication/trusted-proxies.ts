import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { networksHold, type Config, type Logger } from '#platform';
import { SecretFile, sha256 } from './secret-file';

/** What a proxy sends to prove that it is one, where it shares a secret. */
const SECRET_HEADER = 'x-client-cert-secret';

/** The proxies that may say whose certificate a request comes with: by their addresses, by a secret, or by both. */
export class TrustedProxies {
  private readonly isProxy: (address: string | undefined) => boolean;
  private readonly secret: SecretFile | null;
  /** A connection has one address as long as it lasts. */
  private readonly known = new WeakMap<Socket, boolean>();

  /** @throws ConfigError when the secret is short. */
  constructor(
    { CLIENT_CERTIFICATE_PROXIES: proxies, CLIENT_CERTIFICATE_SECRET_FILE: file }: Config,
    log: Logger,
  ) {
    this.isProxy = proxies ? networksHold(proxies) : () => true;
    this.secret = file === undefined ? null : SecretFile.open('CLIENT_CERTIFICATE_SECRET_FILE', file, log);
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
    if (this.secret === null) return true;
    return typeof sent === 'string' && timingSafeEqual(sha256(sent), this.secret.current());
  }
}
