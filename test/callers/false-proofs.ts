import { createHmac } from 'node:crypto';
import { inSeconds, signingKey, type TokenIssuer } from '../support/token-issuer';

/** A request that proves nothing, and what its caller is answered. */
export interface FalseProof {
  readonly what: string;
  /** The header `Authorization`. */
  readonly authorization: (issuer: TokenIssuer, clientId: string) => Promise<string | null>;
  readonly answer: string;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token whose header and signature the attacker made up. */
const forged = (issuer: TokenIssuer, clientId: string, header: object, sign: (text: string) => string) => {
  const claims = { iss: issuer.url, aud: 'consent-ledger', client_id: clientId, exp: inSeconds(60) };
  const text = `${part(header)}.${part(claims)}`;
  return `Bearer ${text}.${sign(text)}`;
};

/** The public key, which everybody can read, as a shared secret. */
const confused = (issuer: TokenIssuer, clientId: string): string => {
  const secret = JSON.stringify(issuer.key.publicKey);
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
  return forged(issuer, clientId, { alg: 'HS256', kid: issuer.key.kid }, sign);
};

const withClaims =
  (claims: object) =>
  async (issuer: TokenIssuer, clientId: string): Promise<string> =>
    `Bearer ${await issuer.token(clientId, { ...claims })}`;

const NOT_BEARER = 'The header Authorization holds no bearer token.';
const OTHER_BINDING =
  'The token is bound to something else than a key (jkt) or a certificate (x5t#S256), which is not supported.';
const ALGORITHM = 'The token is signed with an algorithm that its issuer may not use here.';

/** Every way of proving nothing: the table of docs/callers.md. */
export const falseProofs: readonly FalseProof[] = [
  { what: 'nothing', authorization: async () => null, answer: 'The request has no bearer token.' },
  { what: 'a password', authorization: async () => 'Basic YTpi', answer: NOT_BEARER },
  { what: 'an empty token', authorization: async () => 'Bearer ', answer: NOT_BEARER },
  {
    what: 'a text that is no token',
    authorization: async () => 'Bearer abc',
    answer: 'The token is not a signed JSON Web Token.',
  },
  {
    what: 'a token that has expired',
    authorization: withClaims({ exp: inSeconds(-31) }),
    answer: 'The token has expired.',
  },
  {
    what: 'a token that is not valid yet',
    authorization: withClaims({ nbf: inSeconds(3600) }),
    answer: 'The token is not valid yet.',
  },
  {
    what: 'a token that never expires',
    authorization: withClaims({ exp: undefined }),
    answer: 'The token does not say when it expires (exp).',
  },
  {
    what: 'a token of an unknown issuer',
    authorization: withClaims({ iss: 'https://id.example.org' }),
    answer: 'The issuer of the token is unknown.',
  },
  {
    what: 'a token for another audience',
    authorization: withClaims({ aud: 'another-service' }),
    answer: 'The token is meant for another audience.',
  },
  {
    what: 'a token that names no client',
    authorization: withClaims({ client_id: undefined }),
    answer: 'The token does not say whose it is (client_id).',
  },
  {
    what: 'a token of a client that is not registered',
    authorization: withClaims({ client_id: 'stranger' }),
    answer: 'The client that the token names is not registered.',
  },
  {
    what: 'a token that is bound to a key (DPoP), sent as `Bearer`',
    authorization: withClaims({ cnf: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' } }),
    answer: 'The token is bound to a key. Send it as DPoP, with a proof of the key.',
  },
  {
    what: 'a token that is bound to a certificate, without it',
    authorization: withClaims({ cnf: { 'x5t#S256': 'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2' } }),
    answer: 'The token is bound to a certificate, and the request comes with none.',
  },
  {
    what: 'a token that is bound to something unknown',
    authorization: withClaims({ cnf: { jwk: { kty: 'EC' } } }),
    answer: OTHER_BINDING,
  },
  {
    what: 'a token that is bound to a certificate and to something unknown',
    authorization: withClaims({
      cnf: { 'x5t#S256': 'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2', kid: 'a' },
    }),
    answer: OTHER_BINDING,
  },
  {
    what: 'a token that is bound to nothing that is named',
    authorization: withClaims({ cnf: {} }),
    answer: OTHER_BINDING,
  },
  {
    what: 'a token that is bound to nothing, sent as `DPoP`',
    authorization: async (issuer, clientId) => `DPoP ${await issuer.token(clientId)}`,
    answer: 'The token is not bound to a key. Send it as Bearer.',
  },
  {
    what: 'a token without a signature (`none`)',
    authorization: async (issuer, clientId) => forged(issuer, clientId, { alg: 'none' }, () => ''),
    answer: ALGORITHM,
  },
  {
    what: 'a token that is signed with the public key as a secret (`HS256`)',
    authorization: async (issuer, clientId) => confused(issuer, clientId),
    answer: ALGORITHM,
  },
  {
    what: 'a token that is signed with an algorithm that the register does not list',
    authorization: async (issuer, clientId) =>
      `Bearer ${await issuer.token(clientId, {}, await signingKey(issuer.key.kid, 'ES384'))}`,
    answer: ALGORITHM,
  },
  {
    what: 'a token that is signed with an unknown key',
    authorization: async (issuer, clientId) =>
      `Bearer ${await issuer.token(clientId, {}, await signingKey('unknown'))}`,
    answer: 'The token is signed with a key that its issuer does not publish.',
  },
  {
    what: "a token that is signed with an attacker's key under the name of the issuer's",
    authorization: async (issuer, clientId) =>
      `Bearer ${await issuer.token(clientId, {}, await signingKey(issuer.key.kid))}`,
    answer: 'The signature of the token is wrong.',
  },
];
