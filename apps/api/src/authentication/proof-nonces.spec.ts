import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../../../../test/support/temporary-folder';
import { ProofNonces } from './proof-nonces';
import { SecretFile } from './secret-file';

const MINUTE = 60_000;

let folder: TemporaryFolder;
let now: number;
beforeEach(async () => {
  folder = await temporaryFolder();
  now = 1_000 * MINUTE;
});
afterEach(() => folder.remove());

async function noncesBy(secret: string): Promise<ProofNonces> {
  const path = join(folder.path, secret.slice(0, 5));
  await writeFile(path, secret);
  return new ProofNonces(SecretFile.open('DPOP_NONCE_SECRET_FILE', path, { error: jest.fn() }), () => now);
}

it('takes a nonce for a minute or two, and another is given each minute', async () => {
  const nonces = await noncesBy('first'.repeat(8));
  const nonce = nonces.current();
  expect(nonce).toMatch(/^[\w-]{43}$/);
  now += MINUTE - 1;
  expect([nonces.current(), nonces.isGood(nonce)]).toEqual([nonce, true]);
  now += 1;
  expect(nonces.current()).not.toBe(nonce);
  expect(nonces.isGood(nonce)).toBe(true);
  now += MINUTE;
  expect(nonces.isGood(nonce)).toBe(false);
});

it('takes those of a process with the same secret whose clock is ahead, and of no other secret', async () => {
  const [nonces, others] = [await noncesBy('first'.repeat(8)), await noncesBy('other'.repeat(8))];
  now += MINUTE;
  const [ahead, foreign] = [nonces.current(), others.current()];
  now -= MINUTE;
  expect([nonces.isGood(ahead), nonces.isGood(foreign)]).toEqual([true, false]);
  now -= MINUTE;
  expect(nonces.isGood(ahead)).toBe(false);
});

it.each([undefined, null, '', 1, 'x'.repeat(43), {}])('takes %j for no nonce', async (nonce) => {
  expect((await noncesBy('first'.repeat(8))).isGood(nonce)).toBe(false);
});

it('takes no secret that can be guessed', async () => {
  await expect(noncesBy('short')).rejects.toThrow(
    'DPOP_NONCE_SECRET_FILE: the secret has fewer than 32 characters',
  );
});
