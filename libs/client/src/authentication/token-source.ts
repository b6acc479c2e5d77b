/** The issuer refuses to give a token, and would again. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

/** A request, as a proof names it. */
export interface ProvedRequest {
  readonly method: string;
  /** Without a query. */
  readonly url: string;
  /** What the service wants the proof to be signed with (RFC 9449, section 9); left out: nothing. */
  readonly nonce?: string;
}

/** Where the tokens come from that prove the caller. */
export interface TokenSource {
  /** A token that can be sent now. */
  token(): Promise<string>;
  /** The service refused this token, so it must not be given again. */
  forget?(token: string): void;
  /** Present: the tokens are bound to a key. Proves for one request that the key is here (the header `DPoP`, RFC 9449). */
  prove?(token: string, request: ProvedRequest): Promise<string>;
}

/** A token, and when it ends by the clock of this machine, in milliseconds since 1970. */
export interface IssuedToken {
  readonly token: string;
  readonly issued: number;
  readonly expires: number;
}

/** The most that a token is renewed before its end, in milliseconds. */
const MARGIN = 30_000;

/**
 * Keeps a token until shortly before its end. All who wait share one renewal. If a renewal fails, the old token is given as
 * long as it lasts.
 */
export class CachedToken implements TokenSource {
  private current: IssuedToken | null = null;
  private renewal: Promise<string> | null = null;

  constructor(
    private readonly issue: () => Promise<IssuedToken>,
    private readonly clock: () => number = Date.now,
  ) {}

  async token(): Promise<string> {
    const { current } = this;
    if (current !== null && this.clock() < renewalOf(current)) return current.token;
    try {
      return await (this.renewal ??= this.renew());
    } catch (error) {
      if (current !== null && current === this.current && this.clock() < current.expires)
        return current.token;
      throw error;
    }
  }

  forget(token: string): void {
    if (this.current?.token === token) this.current = null;
  }

  private async renew(): Promise<string> {
    try {
      this.current = await this.issue();
      return this.current.token;
    } finally {
      this.renewal = null;
    }
  }
}

/** A token that lasts short is kept for at least three quarters of its time. */
const renewalOf = ({ issued, expires }: IssuedToken): number =>
  expires - Math.min(MARGIN, (expires - issued) / 4);
