import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#platform';
import { clientKey, ClientKeyUnusable, webKeyOf } from './client-key';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

const keyIn = (file?: string) => clientKey(readConfig({ DATA_DIR: folder, OIDC_CLIENT_KEY_FILE: file }));

async function fileWith(content: string | Buffer): Promise<string> {
  const path = join(folder, 'given.pem');
  await writeFile(path, content);
  return path;
}

it('is made once, for its owner alone', async () => {
  const first = keyIn();
  expect(keyIn().equals(first)).toBe(true);
  expect((await stat(join(folder, 'keys', 'oidc-client.pem'))).mode & 0o777).toBe(0o600);
});

it('is not made where a file is named', async () => {
  expect(() => keyIn(join(folder, 'nothing.pem'))).toThrow(ClientKeyUnusable);
});

it.each([
  ['a P-256 key', generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'ECDSA'],
  ['an RSA key', generateKeyPairSync('rsa', { modulusLength: 2048 }), 'RSA-PSS'],
])('may be %s', async (_, { privateKey }, algorithm) => {
  const path = await fileWith(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  expect((await webKeyOf(keyIn(path))).algorithm.name).toBe(algorithm);
});

it.each([
  ['another curve', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey],
  ['another kind', generateKeyPairSync('ed25519').privateKey],
  ['a public key', generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey],
])('may not be %s', async (_, key) => {
  const type = key.type === 'public' ? 'spki' : 'pkcs8';
  const path = await fileWith(key.export({ format: 'pem', type } as never));
  expect(() => keyIn(path)).toThrow(ClientKeyUnusable);
});
