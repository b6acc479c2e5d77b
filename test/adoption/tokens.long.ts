import { writeFile } from 'node:fs/promises';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { adoptingLedger, honest, type AdoptingLedger } from './adopting-ledger';

let folder: TemporaryFolder;
let at: AdoptingLedger;
beforeAll(async () => {
  folder = await temporaryFolder();
  at = await adoptingLedger();
  at.source.script = honest([1]);
  const pem = (namedCurve: string) =>
    generateKeyPairSync('ec', { namedCurve }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(fileOf('client.key'), pem('prime256v1'));
  await writeFile(fileOf('other-kind.key'), pem('secp384r1'));
  await writeFile(fileOf('no.key'), 'no key');
});
afterAll(async () => {
  await at.close();
  await folder.remove();
});

const fileOf = (name: string): string => join(folder.path, name);
const issuer = ['--token-issuer', 'https://issuer.example'];
const client = ['--client-id', 'records', '--client-key'];

it.each([
  ['--token-issuer needs --client-id and --client-key.', () => issuer],
  ['--client-id needs --token-issuer.', () => ['--client-id', 'records']],
  ['--scope needs --token-issuer.', () => ['--scope', 'read']],
  ['--client-key is no private key', () => [...issuer, ...client, fileOf('no.key')]],
  ['--client-key is no private key', () => [...issuer, ...client, fileOf('other-kind.key')]],
  ['no-file.key', () => [...issuer, ...client, fileOf('no-file.key')]],
  [
    'are https addresses.',
    () => ['--token-issuer', 'http://issuer.example', ...client, fileOf('client.key')],
  ],
  [
    'are https addresses.',
    () => [...issuer, '--token-endpoint', 'http://127.0.0.1:9/token', ...client, fileOf('client.key')],
  ],
  [
    'cannot be combined.',
    () => [...issuer, ...client, fileOf('client.key'), '--token-file', fileOf('no.key')],
  ],
])('says that %s', async (why, options) => {
  const run = await at.adopt(...options());
  expect(run.err).toContain(why);
  expect(run.code).toBe(why.endsWith('.key') ? 3 : 2);
  expect(at.source.asked).toBe(0);
});

it('says that an issuer cannot be reached, and that the run can be made again', async () => {
  const run = await at.adopt('--token-issuer', 'http://127.0.0.1:9', ...client, fileOf('client.key'));
  expect(run).toMatchObject({
    code: 3,
    err: expect.stringMatching(/The issuer of tokens gives none: .*run the command again/),
  });
  expect(at.source.asked).toBe(0);
});
