import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import {
  calculateJwkThumbprint,
  EmbeddedJWK,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyResult,
} from 'jose';
import { tokenAlgorithms } from '#callers';
import type { Clock } from '#platform';
import { TooManyCalls } from './call-meters';
import type { CallerAddress } from './caller-address';
import { SeenProofs } from './seen-proofs';
import type { ProofNonces } from './proof-nonces';
import { NonceDemanded, UnprovedKey } from './unauthenticated';

/** How old a proof may be, and how far the clocks of a caller and of this machine may differ, in seconds. */
const LONGEST_AGE = 60;
const CLOCK_SKEW = 30;

/** From the first moment at which a proof can be used to the last, in milliseconds. */
const USABLE_MS = (LONGEST_AGE + 2 * CLOCK_SKEW) * 1_000;

/** Names of proofs are at most this long, in characters. */
const LONGEST_NAME = 256;

/** A token that is bound to a key. */
export interface BoundToken {
  readonly text: string;
  /** The thumbprint of the key (RFC 7638). */
  readonly key: string;
}

/**
 * Verifies proofs that the sender of a token has the key that the token is bound to: DPoP, RFC 9449. Each proof is for one request. Those
 * that were used are remembered by this process alone.
 */
export class KeyProofs {
  private readonly seen = new SeenProofs(USABLE_MS);

  constructor(
    private readonly addressOf: CallerAddress,
    private readonly clock: Clock,
    /** `null`: none are demanded. */
    private readonly nonces: ProofNonces | null = null,
  ) {}

  /** @throws UnprovedKey @throws NonceDemanded @throws TooManyCalls when no more proofs can be remembered. */
  async demand(request: FastifyRequest, token: BoundToken): Promise<void> {
    const { payload, protectedHeader } = await this.verified(request.headers.dpop);
    const signedWith = await calculateJwkThumbprint(protectedHeader.jwk!);
    if (signedWith !== token.key)
      throw new UnprovedKey('The proof is signed with another key than that of the token.');
    if (payload.ath !== sha256(token.text)) throw new UnprovedKey('The proof is for another token (ath).');
    this.demandThisRequest(request, payload);
    this.demandNew(`${token.key} ${nameIn(payload)}`);
    // After all else: what lacks nothing but a nonce comes from the caller itself.
    if (this.nonces !== null && !isWithNonce(this.nonces, payload, request)) {
      throw new NonceDemanded(this.nonces.current(), token.key);
    }
  }

  private async verified(proof: string | string[] | undefined): Promise<JWTVerifyResult> {
    if (typeof proof !== 'string') {
      throw new UnprovedKey(
        'The token is bound to a key, and the request has no proof of it in a header DPoP.',
      );
    }
    try {
      return await jwtVerify(proof, EmbeddedJWK, {
        typ: 'dpop+jwt',
        algorithms: [...tokenAlgorithms],
        maxTokenAge: LONGEST_AGE,
        clockTolerance: CLOCK_SKEW,
        currentDate: new Date(this.clock()),
      });
    } catch (error) {
      throw new UnprovedKey(whatIsWrong(error as Error));
    }
  }

  private demandThisRequest(request: FastifyRequest, { htm, htu }: JWTPayload): void {
    if (htm !== request.method) throw new UnprovedKey('The proof is for another method (htm).');
    const [path] = request.url.split('?');
    const service = this.addressOf(request);
    if (isSameAddress(htu, `${service}${path}`)) return;
    throw new UnprovedKey(
      `The proof is for another address (htu). Addresses of this service begin with ${service}`,
    );
  }

  private demandNew(name: string): void {
    const found = this.seen.remember(name, performance.now());
    if (found === 'seen') throw new UnprovedKey('The proof was used before (jti).');
    if (found === 'full')
      throw new TooManyCalls('At present, no more proofs of keys can be taken.', USABLE_MS / 1_000);
  }
}

/** Whether a proof is signed with a nonce that holds. The request learns the next one, where that is another. */
function isWithNonce(nonces: ProofNonces, { nonce }: JWTPayload, request: FastifyRequest): boolean {
  if (!nonces.isGood(nonce)) return false;
  const current = nonces.current();
  if (nonce !== current) request.nextNonce = current;
  return true;
}

function nameIn({ jti }: JWTPayload): string {
  if (typeof jti === 'string' && jti !== '' && jti.length <= LONGEST_NAME) return jti;
  throw new UnprovedKey(`The proof has no name of 1 to ${LONGEST_NAME} characters (jti).`);
}

/** RFC 9449: without query and fragment, and as RFC 3986 normalizes addresses. */
function isSameAddress(htu: unknown, address: string): boolean {
  if (typeof htu !== 'string' || !URL.canParse(htu) || !URL.canParse(address)) return false;
  return new URL(htu).href === new URL(address).href;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The library's own words may repeat what the proof holds. An unusable key is an error of the cryptography beneath it. */
function whatIsWrong(error: Error): string {
  const { claim } = error as Partial<errors.JWTClaimValidationFailed>;
  if (claim === 'iat') return `The proof is not of the last ${LONGEST_AGE} seconds (iat).`;
  if (claim === 'typ') return 'The header DPoP holds no proof (typ is not dpop+jwt).';
  if (error instanceof errors.JOSEAlgNotAllowed)
    return 'The proof is signed with an algorithm that is not allowed.';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'The signature of the proof is wrong.';
  return 'The proof cannot be verified.';
}
