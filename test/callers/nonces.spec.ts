import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkConsentExample } from '#contracts';
import { call } from '../support/call';
import { faultIn, soapCall } from '../support/soap-call';
import { envelope, messageOf, soapContract } from '../support/soap-message';
import { soapPath } from '../../apps/api/src/doors/soap';
import { startInProcess } from '../support/in-process-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { inSeconds, signingKey, type SigningKey } from '../support/token-issuer';
import { keyProof, thumbprintOf } from './key-proofs';
import { startRegistered, type RegisteredService } from './registered-service';

const MINUTE = 60_000;

let folder: TemporaryFolder;
let service: RegisteredService;
let key: SigningKey;
let token: string;
/** The first moment of a span. */
let now = Math.ceil(Date.now() / MINUTE) * MINUTE;
beforeAll(async () => {
  folder = await temporaryFolder();
  const DPOP_NONCE_SECRET_FILE = join(folder.path, 'secret');
  await writeFile(DPOP_NONCE_SECRET_FILE, 'a secret that all services of one address share');
  const settings = { DPOP_NONCE_SECRET_FILE, UNPROVED_PER_MINUTE: '20' };
  service = await startRegistered([{ clientId: 'bound' }], settings, () => now);
  key = await signingKey('of the caller');
  token = await service.issuer.token('bound', {
    cnf: { jkt: await thumbprintOf(key) },
    exp: inSeconds(3_600),
  });
});
afterAll(async () => {
  await service.close();
  await folder.remove();
});

const url = () => `${service.url}/v2/check-consent`;
const proofWith = (nonce: unknown, address = url()) =>
  keyProof({ url: address, token, key }, { claims: { nonce, iat: Math.floor(now / 1_000) } });

async function check(nonce?: unknown) {
  const headers = { authorization: `DPoP ${token}`, dpop: await proofWith(nonce) };
  return call(service.url, 'check-consent', checkConsentExample, headers);
}

const given = ({ headers }: { headers: Headers }): string | null => headers.get('dpop-nonce');

it('a proof without a nonce is answered with one, and taken when it is signed with that', async () => {
  const first = await check();
  const detail = expect.stringMatching(/^The proof is not signed with a nonce of this service\./) as string;
  expect([first.status, first.body]).toMatchObject([401, { code: 'not-authenticated', detail }]);
  expect(first.headers.get('www-authenticate')).toContain('DPoP algs=');
  expect(first.headers.get('www-authenticate')).toContain('error="use_dpop_nonce"');
  const second = await check(given(first));
  expect([second.status, given(second)]).toEqual([200, null]);
});

it('one that was made up is as good as none', async () => {
  expect((await check('x'.repeat(43))).status).toBe(401);
  expect((await check(1)).status).toBe(401);
});

it('an old one is taken for another minute, and answered with the next', async () => {
  const old = given(await check());
  now += MINUTE;
  const answer = await check(old);
  const next = given(answer);
  expect(answer.status).toBe(200);
  expect(next).not.toBe(old);
  expect((await check(next)).status).toBe(200);
  now += MINUTE;
  expect((await check(old)).status).toBe(401);
});

it('the SOAP door gives one too', async () => {
  const contract = soapContract('CheckConsent');
  const body = envelope(messageOf(contract, checkConsentExample));
  const send = async (nonce?: unknown) => {
    const dpop = await proofWith(nonce, service.url + soapPath(contract));
    return soapCall(service.url, contract, body, { authorization: `DPoP ${token}`, dpop });
  };
  const first = await send();
  expect([first.status, faultIn(first).faultcode]).toEqual([500, 'soap:Client']);
  expect((await send(given(first))).status).toBe(200);
});

it('a proof that was answered with a nonce cannot be used again', async () => {
  const headers = { authorization: `DPoP ${token}`, dpop: await proofWith(undefined) };
  const send = () => call(service.url, 'check-consent', checkConsentExample, headers);
  expect(given(await send())).not.toBeNull();
  const again = await send();
  expect([again.status, given(again)]).toEqual([401, null]);
  const detail = expect.stringMatching(/^The proof was used before/) as string;
  expect(again.body).toMatchObject({ detail });
});

it('too many proofs of one key without a nonce are refused; a good one of it, and another key at that address, are not', async () => {
  const other = await signingKey('of the other caller');
  const jkt = await thumbprintOf(other);
  const ofOther = await service.issuer.token('bound', { cnf: { jkt }, exp: inSeconds(3_600) });
  const authorization = `DPoP ${ofOther}`;
  const checkByOther = async (nonce?: string) => {
    const claims = { nonce, iat: Math.floor(now / 1_000) };
    const dpop = await keyProof({ url: url(), token: ofOther, key: other }, { claims });
    return call(service.url, 'check-consent', checkConsentExample, { authorization, dpop });
  };
  const first = await checkByOther();
  let refused = await checkByOther();
  for (let sent = 2; sent < 200 && refused.status !== 429; sent += 1) refused = await checkByOther();
  expect([refused.status, given(refused)]).toEqual([429, null]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.body).toMatchObject({ code: 'too-many-calls' });
  expect((await checkByOther(given(first)!)).status).toBe(200);
  expect((await check()).status).toBe(401);
  expect((await check(given(first))).status).toBe(200);
});

it('a secret for nonces that nobody asks for keeps the service from starting', async () => {
  const start = startInProcess({ DPOP_NONCE_SECRET_FILE: join(folder.path, 'secret') });
  await expect(start).rejects.toThrow('DPOP_NONCE_SECRET_FILE: needs CALLERS_FILE');
});
