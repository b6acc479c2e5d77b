import { soapPath } from '../../apps/api/src/doors/soap';
import { checkConsentExample } from '#contracts';
import { call } from '../support/call';
import { pageAt, tableUnder } from '../support/pages';
import { faultIn, soapCall } from '../support/soap-call';
import { envelope, messageOf, soapContract } from '../support/soap-message';
import { signingKey, type SigningKey } from '../support/token-issuer';
import { falseKeyProofs, keyProof, thumbprintOf } from './key-proofs';
import { startRegistered, type RegisteredService } from './registered-service';

const CLIENT = 'bound';

let service: RegisteredService;
let key: SigningKey;
let token: string;
beforeAll(async () => {
  service = await startRegistered([{ clientId: CLIENT }]);
  key = await signingKey('of the caller');
  token = await service.issuer.token(CLIENT, { cnf: { jkt: await thumbprintOf(key) } });
});
afterAll(() => service.close());

const url = () => `${service.url}/v2/check-consent`;

function check(proof: string | undefined, headers: Record<string, string> = {}) {
  return call(service.url, 'check-consent', checkConsentExample, {
    authorization: `DPoP ${token}`,
    ...(proof !== undefined && { dpop: proof }),
    ...headers,
  });
}

const proofFor = (address: string) => keyProof({ url: address, token, key });

it('a bound token is taken with a proof of its key, and a new one each time', async () => {
  for (let count = 0; count < 3; count += 1) expect((await check(await proofFor(url()))).status).toBe(200);
});

it('at the SOAP door too', async () => {
  const contract = soapContract('CheckConsent');
  const body = envelope(messageOf(contract, checkConsentExample));
  const send = (dpop: string) =>
    soapCall(service.url, contract, body, { authorization: `DPoP ${token}`, dpop });
  const address = service.url + soapPath(contract);
  expect((await send(await proofFor(address))).status).toBe(200);
  const refused = await send(await proofFor(url()));
  expect([refused.status, faultIn(refused).faultcode]).toEqual([500, 'soap:Client']);
  expect(faultIn(refused).faultstring).toContain('The proof is for another address (htu).');
});

it('the address of a proof may be written in other ways, as RFC 3986 allows', async () => {
  expect((await check(await proofFor(url().replace('http:', 'HTTP:')))).status).toBe(200);
  expect((await check(await proofFor(`${service.url}/v1/../v2/check-consent`))).status).toBe(200);
});

it('behind a proxy, the address is that which the caller has used', async () => {
  const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'consent.example' };
  const proof = await proofFor('https://consent.example/v2/check-consent');
  expect((await check(proof, proxied)).status).toBe(200);
  const detail = expect.stringContaining('begin with https://consent.example') as string;
  expect((await check(await proofFor(url()), proxied)).body).toMatchObject({ detail });
});

it('a proof is taken once, however many use it at the same time', async () => {
  const proof = await proofFor(url());
  const answers = await Promise.all(Array.from({ length: 8 }, () => check(proof)));
  const taken = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 401);
  expect([taken.length, refused.length]).toEqual([1, 7]);
  const detail = expect.stringMatching(/^The proof was used before \(jti\)/) as string;
  for (const { body } of refused) expect(body).toMatchObject({ code: 'not-authenticated', detail });
});

it('the key is part of what is recorded of the caller', async () => {
  const correlationId = 'b6c0f5a2-7a53-4a0e-9a4b-0d7c9f1f2c11';
  await check(await proofFor(url()), { 'x-skltp-correlation-id': correlationId });
  const { body } = await call(
    service.url,
    'decisions',
    { correlationId },
    {
      authorization: `DPoP ${token}`,
      dpop: await proofFor(`${service.url}/v2/decisions`),
    },
  );
  expect(JSON.stringify(body)).toContain(`"thumbprint":"${await thumbprintOf(key)}"`);
});

describe.each(falseKeyProofs)('as a proof, $what', ({ proof, answer }) => {
  it('is refused, and the answer says why', async () => {
    const sent = await proof({ url: url(), token, key }, await signingKey('stranger'));
    const { status, headers, body } = await check(sent);
    const detail = expect.stringMatching(new RegExp(`^${answer.replace(/[().+]/g, '\\$&')}`)) as string;
    expect([status, body]).toMatchObject([401, { code: 'not-authenticated', detail }]);
    expect(headers.get('www-authenticate')).toContain('error="invalid_dpop_proof"');
    expect(headers.get('www-authenticate')).toMatch(/^Bearer realm="consent-ledger", DPoP algs="ES256 /);
    if (sent !== undefined && sent.length > 20) expect(JSON.stringify(body)).not.toContain(sent.slice(0, 20));
  });
});

it('the page has every false proof with its answer', () => {
  const rows = tableUnder('Tokens bound to a key', pageAt('docs/callers.md'));
  expect(rows).toEqual(falseKeyProofs.map(({ what, answer }) => [what, answer]));
});
