import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, exportPKCS8 } from 'jose';
import { clientCredentials, ConsentClient } from '#client';
import { newId } from '#platform';
import { answering, FaultyProxy } from '../support/faulty-proxy';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person } from '../support/people';
import { toCheck, toRegister } from '../support/requests';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { AUDIENCE, signingKey } from '../support/token-issuer';
import { spawnIssuer, type SpawnedIssuer } from './spawned-issuer';

const SYSTEM = 'SE165565594230-EHR';
const RESOURCE = 'https://consent.example';
const place = { patientId: person(1), careProviderId: 'SE165565594230-1', careUnitId: 'SE165565594230-11' };

let folder: TemporaryFolder;
let issuer: SpawnedIssuer;
let service: InProcessService;
let proxy: FaultyProxy;
let key: string;
let client: ConsentClient;

beforeAll(async () => {
  folder = await temporaryFolder();
  const [own, signing] = [await signingKey('caller'), await signingKey('issuer')];
  key = await exportPKCS8(own.privateKey);
  issuer = await spawnIssuer({
    clientId: SYSTEM,
    callerKey: { ...own.publicKey, kid: await calculateJwkThumbprint(own.publicKey) },
    issuerKey: { ...signing.publicKey, ...(await exportJWK(signing.privateKey)), use: 'sig' },
    audiences: { [RESOURCE]: AUDIENCE },
    demandsNonces: true,
  });
  const { url } = issuer.proxy;
  const jwks = { keys: [signing.publicKey] };
  const register = {
    issuers: [{ issuer: url, jwks, audience: AUDIENCE, algorithms: ['ES256'] }],
    callers: [
      {
        systemId: SYSTEM,
        name: 'Records',
        tokens: [{ issuer: url, clientId: SYSTEM }],
        careProviders: 'all',
        rights: ['check', 'write', 'list'],
      },
    ],
  };
  const [CALLERS_FILE, DPOP_NONCE_SECRET_FILE] = ['callers.json', 'secret'].map((name) =>
    join(folder.path, name),
  ) as [string, string];
  await writeFile(CALLERS_FILE, JSON.stringify(register));
  await writeFile(DPOP_NONCE_SECRET_FILE, 'a secret that all services of one address share');
  service = await startInProcess({ CALLERS_FILE, DPOP_NONCE_SECRET_FILE });
  proxy = await FaultyProxy.before(service.url);
});
beforeEach(() => {
  [issuer.proxy.seen.length, proxy.seen.length] = [0, 0];
  const token = clientCredentials({
    issuer: issuer.proxy.url,
    clientId: SYSTEM,
    key,
    resource: RESOURCE,
    dpop: true,
    allowInsecure: true,
  });
  client = new ConsentClient({ url: proxy.url, token, timeoutMs: 50_000, attemptTimeoutMs: 50_000 });
});
afterEach(() => client.close());
afterAll(async () => {
  await Promise.all([service.close(), proxy.close(), issuer.close()]);
  await folder.remove();
});

const tokenRequests = () => issuer.proxy.seen.filter(({ path }) => path === '/token').length;

it('A client signs with the nonces of its issuer and of the service, and asks each once more for the first', async () => {
  for (let count = 0; count < 3; count += 1)
    expect(await client.checkConsent(toCheck(place))).toMatchObject({ kind: 'answered' });
  expect(tokenRequests()).toBe(2);
  expect(proxy.seen).toHaveLength(4);
});

it('A change is sent once more too, because nothing was done before its nonce was right', async () => {
  const answer = await client.registerExtendedConsent(toRegister(newId(), place) as never);
  expect(answer).toMatchObject({ kind: 'answered' });
  expect(proxy.seen).toHaveLength(2);
});

it('A service that is never content is asked twice, and no more', async () => {
  const challenge = {
    'dpop-nonce': 'another',
    'www-authenticate': 'DPoP error="use_dpop_nonce"',
  };
  proxy.next = [answering(401, '{}', challenge), answering(401, '{}', challenge)];
  const asked = client.checkConsent(toCheck(place));
  await expect(asked).rejects.toMatchObject({ kind: 'not-authenticated' });
  expect(proxy.seen).toHaveLength(2);
});
