import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#platform';
import type { SecretFile } from './secret-file';

/** How long a nonce is given out, in milliseconds. It is taken for as long again, and before its time by processes that are behind. */
const SPAN = 60_000;

/**
 * Nonces for proofs of keys (RFC 9449, section 9). Nothing is remembered of them: each is the number of a span of time with a code of
 * it by a secret, so every process that has the secret takes those of all others.
 */
export class ProofNonces {
  constructor(
    private readonly secret: SecretFile,
    private readonly clock: Clock,
  ) {}

  /** The one to sign proofs with now. */
  current(): string {
    return this.of(this.span());
  }

  /** Whether a proof may have been signed with it: `current`, that of the span before, or that of the next. */
  isGood(nonce: unknown): boolean {
    if (typeof nonce !== 'string') return false;
    const span = this.span();
    return [span, span - 1, span + 1].some((one) => isSame(nonce, this.of(one)));
  }

  private span(): number {
    return Math.floor(this.clock() / SPAN);
  }

  private of(span: number): string {
    return createHmac('sha256', this.secret.current()).update(`nonce ${span}`).digest('base64url');
  }
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
