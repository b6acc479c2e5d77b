import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * With this prefix a browser takes a cookie only over a secure connection (loopback counts as one) and for this host alone, so that no
 * neighbouring site can set it.
 */
const PREFIX = '__Host-';

const safely = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;

/** A cookie that holds a secret and nothing else. It goes when the browser is closed; what it means is known to the server alone. */
export class SecretCookie {
  private current: string | undefined;

  constructor(
    private readonly name: string,
    request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {
    this.current = request.cookies[PREFIX + name];
  }

  get secret(): string | undefined {
    return this.current;
  }

  /** @param maxAge in seconds, after which the browser forgets it though it stays open. */
  set(secret: string, maxAge?: number): void {
    this.current = secret;
    void this.reply.setCookie(PREFIX + this.name, secret, { ...safely, ...(maxAge && { maxAge }) });
  }

  clear(): void {
    if (this.current === undefined) return;
    this.current = undefined;
    void this.reply.clearCookie(PREFIX + this.name, safely);
  }
}
