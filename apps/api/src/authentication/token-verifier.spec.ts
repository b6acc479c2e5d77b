import { readRegister, type CallerRegister } from '#callers';
import type { Logger } from '#platform';
import { signingKey, TokenIssuer } from '../../../../test/support/token-issuer';
import { TokenVerifier } from './token-verifier';

let issuer: TokenIssuer;
let now: number;
let verifier: TokenVerifier;

const log = { error: () => undefined } as unknown as Logger;
const registerWith = (more: object): CallerRegister =>
  readRegister(JSON.stringify({ issuers: [issuer.entry(more)], callers: [] }));

beforeEach(async () => {
  issuer = await TokenIssuer.start();
  now = Date.now();
  verifier = new TokenVerifier(() => now, log);
});
afterEach(() => issuer.close());

it('takes a token that it has seen until it expires, without verifying it again', async () => {
  const register = registerWith({});
  const token = await issuer.token('a', { exp: now / 1000 + 60 });
  // Keys that are read for the first time make it the first of their generation.
  await verifier.verify(token, register);
  const first = await verifier.verify(token, register);
  expect(await verifier.verify(token, register)).toBe(first);
  now += 89_000;
  expect(await verifier.verify(token, register)).toBe(first);
  now += 1_000;
  await expect(verifier.verify(token, register)).rejects.toThrow('The token has expired.');
});

it('verifies it again when the entry of its issuer has changed', async () => {
  const token = await issuer.token('a');
  await verifier.verify(token, registerWith({}));
  const narrowed = registerWith({ algorithms: ['PS256'] });
  await expect(verifier.verify(token, narrowed)).rejects.toThrow('with an algorithm');
});

it('verifies it again when the keys of its issuer have changed', async () => {
  const register = registerWith({});
  const token = await issuer.token('a');
  await verifier.verify(token, register);
  const second = await signingKey('second');
  issuer.published = [second];
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await verifier.verify(await issuer.token('a', {}, second), register);
  await expect(verifier.verify(token, register)).rejects.toThrow('a key that its issuer does not publish');
});

it('takes the keys of the register itself, and asks nobody', async () => {
  const jwks = { keys: [issuer.key.publicKey] };
  const register = registerWith({ jwksUrl: undefined, jwks });
  expect(await verifier.verify(await issuer.token('a'), register)).toMatchObject({ clientId: 'a' });
  expect(issuer.asked).toBe(0);
});

it.each([
  ['read write', ['read', 'write']],
  [['read', 7], ['read']],
  [undefined, null],
])('reads the scopes %j as %j', async (scope, scopes) => {
  expect(await verifier.verify(await issuer.token('a', { scope }), registerWith({}))).toMatchObject({
    scopes,
  });
});
