import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyUnusable, makeKeyFile, openSigner, publish, verifiersIn } from './key-files';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'consent-ledger-'));
  path = join(folder, 'keys', 'checkpoint.pem');
});

afterEach(() => rm(folder, { recursive: true }));

const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);

it('a key is made once, for its owner only, and is the same ever after', async () => {
  makeKeyFile(path);
  const { verifier } = openSigner('example', path);
  makeKeyFile(path);
  expect(openSigner('example', path).verifier.text).toBe(verifier.text);
  expect(await modeOf(path)).toBe('600');
  expect(await modeOf(join(folder, 'keys'))).toBe('700');
  expect(await readFile(path, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  expect(await readdir(join(folder, 'keys'))).toEqual(['checkpoint.pem']);
});

it('a signature is of the key in the file', () => {
  makeKeyFile(path);
  const signer = openSigner('example', path);
  expect(signer.verifier.verify('text', signer.sign('text'))).toBe(true);
  expect(signer.verifier.verify('Text', signer.sign('text'))).toBe(false);
});

describe('is refused in words', () => {
  const pem = (kind: 'ed25519' | 'x25519') =>
    generateKeyPairSync(kind as 'ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' });

  beforeEach(() => makeKeyFile(path));

  const refusal = () => {
    try {
      openSigner('example', path);
      return 'none';
    } catch (error) {
      return error instanceof KeyUnusable ? error.message : String(error);
    }
  };

  it('a key that is not there', async () => {
    await rm(path);
    expect(refusal()).toMatch(/^The key for checkpoints in .*checkpoint\.pem cannot be read \(ENOENT/);
  });

  it('a key that everybody can read', async () => {
    await chmod(path, 0o604);
    expect(refusal()).toMatch(/can be used by everybody on this machine: chmod 600 it\.$/);
    await chmod(path, 0o640);
    expect(refusal()).toBe('none');
  });

  it('a folder in its place', async () => {
    await rm(path);
    path = join(folder, 'keys');
    expect(refusal()).toMatch(/cannot be read \(EISDIR/);
  });

  it.each([
    ['a key of another kind', () => pem('x25519')],
    ['a public key', () => generateKeyPairSync('ed25519').publicKey.export({ format: 'pem', type: 'spki' })],
    ['a key that is cut', () => String(pem('ed25519')).slice(0, 60)],
    ['what is no key', () => 'secret'],
    ['nothing', () => ''],
  ])('%s', async (_what, content) => {
    await writeFile(path, content());
    expect(refusal()).toMatch(/is not a key for checkpoints: it has to be an Ed25519 private key.*genpkey/);
    expect(refusal()).not.toContain('secret');
  });
});

describe('public keys', () => {
  const published = () => join(folder, 'keys', 'checkpoint.pub');
  const verifierFrom = (name: string) => {
    const file = join(folder, `${name}.pem`);
    makeKeyFile(file);
    return openSigner(name, file).verifier;
  };

  it('are published newest first, each once', async () => {
    const [first, second] = [verifierFrom('first'), verifierFrom('second')];
    for (const verifier of [first, first, second]) publish(verifier, published());
    expect(await readFile(published(), 'utf8')).toBe(`${second.text}\n${first.text}\n`);
    publish(first, published());
    expect(verifiersIn(published()).map(({ text }) => text)).toEqual([first.text, second.text]);
    expect(await readdir(join(folder, 'keys'))).toEqual(['checkpoint.pub']);
  });

  it('are refused when the file is missing, empty or holds anything else', async () => {
    expect(() => verifiersIn(published())).toThrow(/The public keys in .* cannot be used: ENOENT/);
    publish(verifierFrom('first'), published());
    await writeFile(published(), '\n');
    expect(() => verifiersIn(published())).toThrow(/^There is no public key in /);
    await writeFile(published(), 'PRIVATE+KEY');
    expect(() => verifiersIn(published())).toThrow(/cannot be used: This is no Ed25519 verifier key/);
  });
});
