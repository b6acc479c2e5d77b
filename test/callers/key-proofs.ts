import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, SignJWT, type CryptoKey } from 'jose';
import { inSeconds, type SigningKey } from '../support/token-issuer';

/** The request that a proof is made for. */
export interface Proved {
  readonly url: string;
  readonly token: string;
  readonly key: SigningKey;
}

/** What a proof holds beside what a good one does; `undefined` leaves it out. */
export interface Changes {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly signWith?: CryptoKey;
}

/** Public members alone. */
async function publicJwk({ publicKey }: SigningKey): Promise<object> {
  const { kty, crv, x, y } = publicKey;
  return { kty, crv, x, y };
}

export const thumbprintOf = (key: SigningKey): Promise<string> => calculateJwkThumbprint(key.publicKey);

/** A DPoP proof (RFC 9449) for a POST, but for what it is said to be otherwise. */
export async function keyProof({ url, token, key }: Proved, changes: Changes = {}): Promise<string> {
  const ath = createHash('sha256').update(token).digest('base64url');
  const claims = { jti: randomUUID(), htm: 'POST', htu: url, iat: inSeconds(0), ath, ...changes.claims };
  const header = { typ: 'dpop+jwt', alg: key.algorithm, jwk: await publicJwk(key), ...changes.header };
  return new SignJWT(claims).setProtectedHeader(header).sign(changes.signWith ?? key.privateKey);
}

/** A header `DPoP` that proves nothing, and what its caller is answered. */
export interface FalseKeyProof {
  readonly what: string;
  readonly proof: (request: Proved, stranger: SigningKey) => Promise<string | undefined>;
  readonly answer: string;
}

const withClaims =
  (claims: Changes['claims']) =>
  (request: Proved): Promise<string> =>
    keyProof(request, { claims });

const hmac = new TextEncoder().encode('a secret that everybody can know, 32 bytes');

/** Every way of not proving a key: the table of docs/callers.md. */
export const falseKeyProofs: readonly FalseKeyProof[] = [
  {
    what: 'none',
    proof: async () => undefined,
    answer: 'The token is bound to a key, and the request has no proof of it in a header DPoP.',
  },
  {
    what: 'a text that is no proof',
    proof: async () => 'abc',
    answer: 'The proof cannot be verified.',
  },
  {
    what: 'two proofs',
    proof: async (request) => `${await keyProof(request)}, ${await keyProof(request)}`,
    answer: 'The proof cannot be verified.',
  },
  {
    what: 'the token itself',
    proof: async ({ token }) => token,
    answer: 'The proof cannot be verified.',
  },
  {
    what: 'a token of another kind, signed with the key',
    proof: (request) => keyProof(request, { header: { typ: 'at+jwt' } }),
    answer: 'The header DPoP holds no proof (typ is not dpop+jwt).',
  },
  {
    what: 'one that is signed with a shared secret',
    proof: (request) => keyProof(request, { header: { alg: 'HS256' }, signWith: hmac as never }),
    answer: 'The proof is signed with an algorithm that is not allowed.',
  },
  {
    what: 'one that holds the private key',
    proof: async (request) => keyProof(request, { header: { jwk: await exportJWK(request.key.privateKey) } }),
    answer: 'The proof cannot be verified.',
  },
  {
    what: "one that an attacker signed and that names the caller's key",
    proof: (request, { privateKey }) => keyProof(request, { signWith: privateKey }),
    answer: 'The signature of the proof is wrong.',
  },
  {
    what: 'one with an unusable key',
    proof: async (request) =>
      keyProof(request, { header: { jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } } }),
    answer: 'The proof cannot be verified.',
  },
  {
    what: 'one with an RSA key of 1024 bits',
    proof: async (request) => {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
      const jwk = publicKey.export({ format: 'jwk' });
      const [, payload] = (await keyProof(request)).split('.');
      const header = Buffer.from(JSON.stringify({ typ: 'dpop+jwt', alg: 'RS256', jwk })).toString(
        'base64url',
      );
      return `${header}.${payload}.${Buffer.alloc(128).toString('base64url')}`;
    },
    answer: 'The proof cannot be verified.',
  },
  {
    what: 'one of another key',
    proof: (request, stranger) => keyProof({ ...request, key: stranger }),
    answer: 'The proof is signed with another key than that of the token.',
  },
  {
    what: 'one for another token of the same key',
    proof: (request) => keyProof({ ...request, token: 'another' }),
    answer: 'The proof is for another token (ath).',
  },
  {
    what: 'one for another method',
    proof: withClaims({ htm: 'GET' }),
    answer: 'The proof is for another method (htm).',
  },
  {
    what: 'one for another contract',
    proof: (request) => keyProof({ ...request, url: `${request.url}s` }),
    answer: 'The proof is for another address (htu).',
  },
  {
    what: 'one for another server',
    proof: (request) => keyProof({ ...request, url: 'https://consent.example/v2/check-consent' }),
    answer: 'The proof is for another address (htu).',
  },
  {
    what: 'one that is too old',
    proof: withClaims({ iat: inSeconds(-3_600) }),
    answer: 'The proof is not of the last 60 seconds (iat).',
  },
  {
    what: 'one of the future',
    proof: withClaims({ iat: inSeconds(3_600) }),
    answer: 'The proof is not of the last 60 seconds (iat).',
  },
  {
    what: 'one without a time',
    proof: withClaims({ iat: undefined }),
    answer: 'The proof is not of the last 60 seconds (iat).',
  },
  {
    what: 'one without a name',
    proof: withClaims({ jti: undefined }),
    answer: 'The proof has no name of 1 to 256 characters (jti).',
  },
  {
    what: 'one with a name that is too long',
    proof: withClaims({ jti: 'x'.repeat(257) }),
    answer: 'The proof has no name of 1 to 256 characters (jti).',
  },
];
