import { setTimeout as pause } from 'node:timers/promises';
import { errors, jwtVerify } from 'jose';
import { signingKey, TokenIssuer, type SigningKey } from '../../../../test/support/token-issuer';
import { RemoteKeys } from './issuer-keys';
import { KeysUnavailable } from './unauthenticated';

let issuer: TokenIssuer;
let second: SigningKey;
let failures: number;

beforeAll(async () => void (second = await signingKey('second')));
beforeEach(async () => {
  issuer = await TokenIssuer.start();
  failures = 0;
});
afterEach(() => issuer.close());

const DAY = 86_400_000;
const keysWith = (intervals: { refresh: number; least: number }) =>
  new RemoteKeys(issuer.jwksUrl, () => (failures += 1), intervals);

const verified = async (keys: RemoteKeys, key?: SigningKey) =>
  (await jwtVerify(await issuer.token('a', {}, key), keys.keyOf)).payload.client_id;

it('asks once, however many need them at the same time', async () => {
  const keys = keysWith({ refresh: DAY, least: 0 });
  const all = await Promise.all([1, 2, 3, 4].map(() => verified(keys)));
  expect(all).toEqual(['a', 'a', 'a', 'a']);
  await verified(keys);
  expect(issuer.asked).toBe(1);
});

it('asks again when a token names a key that it does not know: it was rotated', async () => {
  const keys = keysWith({ refresh: DAY, least: 0 });
  await verified(keys);
  issuer.published = [second, issuer.key];
  expect(await verified(keys, second)).toBe('a');
  expect(await verified(keys)).toBe('a');
  expect([issuer.asked, keys.generation]).toEqual([2, 2]);
});

it('does not ask more often than the least interval, whatever keys tokens name', async () => {
  const keys = keysWith({ refresh: DAY, least: DAY });
  await verified(keys);
  for (let attempt = 0; attempt < 3; attempt += 1)
    await expect(verified(keys, second)).rejects.toThrow(errors.JWKSNoMatchingKey);
  expect(issuer.asked).toBe(1);
});

it('goes on with the keys that it knows while the issuer fails, and says so', async () => {
  const keys = keysWith({ refresh: 0, least: 0 });
  await verified(keys);
  issuer.failure = 500;
  keys.refresh();
  expect(await verified(keys)).toBe('a');
  await expect(verified(keys, second)).rejects.toThrow(errors.JWKSNoMatchingKey);
  expect(failures).toBeGreaterThan(0);
  issuer.failure = null;
  issuer.published = [second];
  expect(await verified(keys, second)).toBe('a');
});

it('does not believe a withdrawn key any more once it has asked again', async () => {
  const keys = keysWith({ refresh: 0, least: 0 });
  await verified(keys);
  issuer.published = [second];
  keys.refresh();
  while (keys.generation < 2) await pause(5);
  await expect(verified(keys)).rejects.toThrow(errors.JWKSNoMatchingKey);
});

it('is unavailable as long as it has never known any, and asks again later', async () => {
  const keys = keysWith({ refresh: DAY, least: 0 });
  issuer.failure = 503;
  await expect(verified(keys)).rejects.toThrow(KeysUnavailable);
  issuer.failure = null;
  expect(await verified(keys)).toBe('a');
});

it('takes no answer that is not a set of keys', async () => {
  const keys = keysWith({ refresh: DAY, least: 0 });
  issuer.published = [{ ...second, publicKey: 'nonsense' as never }];
  await expect(verified(keys)).rejects.toThrow(KeysUnavailable);
  expect(failures).toBe(1);
});
