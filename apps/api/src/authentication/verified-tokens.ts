import type { TokenIssuer } from '#callers';
import { MostRecent } from './most-recent';

/** What a verified token says. */
export interface VerifiedToken {
  readonly issuer: TokenIssuer;
  readonly clientId: string;
  /** `null`: it has none. */
  readonly scopes: readonly string[] | null;
  /** The thumbprint (RFC 7638) of the key that it is bound to; `null`: it is bound to none. */
  readonly key: string | null;
  /** The SHA-256 of the certificate that it is bound to (RFC 8705), in base64url; `null`: it is bound to none. */
  readonly certificate: string | null;
  /** When it ends, in seconds since 1970, without the skew. */
  readonly expires: number;
}

/** The most tokens that are remembered. */
const LIMIT = 1_000;

interface Entry {
  readonly token: VerifiedToken;
  readonly generation: number;
}

/**
 * Tokens whose signatures were verified, because that costs more than all else of a check. They hold as long as the entry of their
 * issuer in the register and its keys are the same. What changes with time, or with the register, is looked at again by those who ask.
 */
export class VerifiedTokens {
  private readonly entries = new MostRecent<Entry>(LIMIT);

  find(text: string, issuer: TokenIssuer, generation: number): VerifiedToken | undefined {
    const entry = this.entries.get(text);
    if (entry?.token.issuer === issuer && entry.generation === generation) return entry.token;
    this.entries.delete(text);
    return undefined;
  }

  keep(text: string, token: VerifiedToken, generation: number): void {
    this.entries.set(text, { token, generation });
  }
}
