import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { serveOnLoopback, type LoopbackServer } from '../../../../../test/support/loopback-server';
import { temporaryFolder, type TemporaryFolder } from '../../../../../test/support/temporary-folder';
import { proofOf } from './proof';

let folder: TemporaryFolder;
let issuer: LoopbackServer;
let answer: (response: ServerResponse) => void;
beforeAll(async () => {
  folder = await temporaryFolder();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  await writeFile(join(folder.path, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  issuer = await serveOnLoopback((_, response) => answer(response));
});
afterAll(async () => {
  await issuer.close();
  await folder.remove();
});

const client = () => ({ clientId: 'records', clientKey: join(folder.path, 'key.pem') });

/** The headers of a request, by an issuer without metadata. */
const proof = async () =>
  proofOf({ tokenIssuer: issuer.url, tokenEndpoint: `${issuer.url}/token`, ...client() }).headers();

const json = { 'content-type': 'application/json' };

it('proves the caller by a token of the issuer', async () => {
  const token = { access_token: 'some-token', token_type: 'Bearer', expires_in: 60 };
  answer = (response) => response.writeHead(200, json).end(JSON.stringify(token));
  expect(await proof()).toEqual({ authorization: 'Bearer some-token' });
});

it.each([
  ['as a page of a proxy', 429, {}, 'Wait'],
  ['as an issuer', 429, json, '{"error":"slow_down"}'],
  ['before it is closed for a while', 503, { 'content-type': 'text/plain' }, ''],
])('hears that the issuer asks for patience, %s', async (_, status, headers, body) => {
  answer = (response) => response.writeHead(status, { ...headers, 'retry-after': '7' }).end(body);
  await expect(proof()).rejects.toMatchObject({
    kind: 'busy',
    retryAfterMs: 7_000,
    message: `The issuer of tokens takes no more requests now (HTTP status ${status}).`,
  });
});

it('hears it where the issuer publishes its metadata, too', async () => {
  answer = (response) => response.writeHead(429, { 'retry-after': '7' }).end();
  await expect(proofOf({ tokenIssuer: issuer.url, ...client() }).headers()).rejects.toMatchObject({
    kind: 'busy',
    retryAfterMs: 7_000,
  });
});

it('says that the issuer does not answer in time', async () => {
  answer = () => undefined;
  await expect(proof()).rejects.toMatchObject({
    kind: 'timeout',
    message: 'The issuer of tokens gives none: no answer in time.',
  });
});

it('says with which status another answer came', async () => {
  answer = (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<p>Bad gateway');
  await expect(proof()).rejects.toMatchObject({
    kind: 'unreachable',
    message: 'The issuer of tokens gives none: OAUTH_RESPONSE_IS_NOT_CONFORM (HTTP status 502).',
  });
});

it('takes plain http only where all addresses of the issuer are on this machine', () => {
  const usage = '--token-issuer and --token-endpoint are https addresses.';
  const [here, elsewhere] = ['http://127.0.0.1:9/token', 'https://issuer.example'];
  const proofBy = (tokenIssuer: string, tokenEndpoint: string) => () =>
    proofOf({ tokenIssuer, tokenEndpoint, ...client() });
  expect(proofBy(elsewhere, here)).toThrow(usage);
  expect(proofBy(here, elsewhere)).toThrow(usage);
  expect(proofBy('no address', here)).toThrow(usage);
  expect(proofBy(here, here)).not.toThrow();
});
