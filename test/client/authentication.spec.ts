import { readFile, writeFile } from 'node:fs/promises';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { calculateJwkThumbprint, decodeJwt, exportJWK, exportPKCS8, type JWK } from 'jose';
import {
  CachedToken,
  clientCredentials,
  ConsentClient,
  ownTokens,
  type ClientCredentialsOptions,
  type TlsMaterial,
  type TokenSource,
} from '#client';
import { answering, faultless } from '../support/faulty-proxy';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { ledger } from '../support/ledger-cli';
import { person } from '../support/people';
import { toCheck } from '../support/requests';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { TestAuthority } from '../support/test-authority';
import { AUDIENCE, signingKey } from '../support/token-issuer';
import { spawnIssuer, type SpawnedIssuer } from './spawned-issuer';

const SYSTEM = 'SE165565594230-EHR';
const RESOURCE = 'https://consent.example';
const OTHER_RESOURCE = 'https://other.example';
const question = toCheck({
  patientId: person(1),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
});
const unhurried = { timeoutMs: 50_000, attemptTimeoutMs: 50_000 };

let folder: TemporaryFolder;
const services: InProcessService[] = [];
let clients: ConsentClient[] = [];
beforeAll(async () => (folder = await temporaryFolder()));
afterEach(() => {
  for (const client of clients) client.close();
  clients = [];
});
afterAll(async () => {
  for (const service of services) await service.close();
  await folder.remove();
});

const fileOf = (name: string): string => join(folder.path, name);

async function serviceOf(register: object, settings: Record<string, string> = {}): Promise<string> {
  const CALLERS_FILE = fileOf(`callers-${services.length}.json`);
  await writeFile(CALLERS_FILE, JSON.stringify(register));
  const service = await startInProcess({ CALLERS_FILE, ...settings });
  services.push(service);
  return service.url;
}

const caller = (more: object) => ({
  systemId: SYSTEM,
  name: 'Records',
  careProviders: 'all',
  rights: ['check'],
  ...more,
});

function askAt(url: string, proof: { token?: TokenSource; tls?: TlsMaterial | (() => TlsMaterial) }) {
  const client = new ConsentClient({ url, ...unhurried, ...proof });
  clients.push(client);
  return client.checkConsent(question);
}

const isAnswered = { kind: 'answered', content: { hasConsent: false } };

describe('a client certificate', () => {
  let authority: TestAuthority;
  let url: string;
  beforeAll(async () => {
    authority = await TestAuthority.create('Callers');
    const own = await authority.issue('CN=service', { host: '127.0.0.1' });
    await writeFile(fileOf('service.pem'), own.cert);
    await writeFile(fileOf('service.key'), own.key);
    await writeFile(fileOf('authorities.pem'), authority.cert);
    const callers = [caller({ certificates: [{ serialNumber: SYSTEM }] })];
    url = await serviceOf(
      { issuers: [], callers },
      {
        TLS_CERTIFICATE_FILE: fileOf('service.pem'),
        TLS_KEY_FILE: fileOf('service.key'),
        TLS_CLIENT_AUTHORITIES_FILE: fileOf('authorities.pem'),
      },
    );
  });

  it('proves the caller', async () => {
    const { cert, key } = await authority.issue(`CN=records, 2.5.4.5=${SYSTEM}`);
    expect(await askAt(url, { tls: { ca: authority.cert, cert, key } })).toMatchObject(isAnswered);
  });

  it('of another system does not', async () => {
    const { cert, key } = await authority.issue('CN=records, 2.5.4.5=SE165565594230-NEW');
    const asked = askAt(url, { tls: { ca: authority.cert, cert, key } });
    await expect(asked).rejects.toMatchObject({ kind: 'not-authenticated' });
  });

  it('is exchanged without a new client', async () => {
    const old = await authority.issue('CN=records, 2.5.4.5=SE165565594230-NEW');
    const renewed = await authority.issue(`CN=records, 2.5.4.5=${SYSTEM}`);
    let current = old;
    const client = new ConsentClient({
      url,
      ...unhurried,
      tls: () => ({ ca: authority.cert, cert: current.cert, key: current.key }),
    });
    clients.push(client);
    await expect(client.checkConsent(question)).rejects.toMatchObject({ kind: 'not-authenticated' });
    current = renewed;
    expect(await client.checkConsent(question)).toMatchObject(isAnswered);
  });

  it('is not shown to a service that is not trusted', async () => {
    const { cert, key } = await authority.issue(`CN=records, 2.5.4.5=${SYSTEM}`);
    await expect(askAt(url, { tls: { cert, key } })).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('a key of its own', () => {
  it('that the command line made proves the caller', async () => {
    const printed = await ledger(['callers', 'key', fileOf('records.pem')]);
    const { jwks } = JSON.parse(printed.out) as { jwks: { keys: JWK[] } };
    const url = await serviceOf({
      issuers: [{ issuer: SYSTEM, audience: AUDIENCE, algorithms: ['ES256'], jwks }],
      callers: [caller({ tokens: [{ issuer: SYSTEM, clientId: SYSTEM }] })],
    });
    const key = await readFile(fileOf('records.pem'), 'utf8');
    const token = ownTokens({ systemId: SYSTEM, audience: AUDIENCE, key });
    expect(await askAt(url, { token })).toMatchObject(isAnswered);
    const other = ownTokens({ systemId: SYSTEM, audience: 'another', key });
    await expect(askAt(url, { token: other })).rejects.toMatchObject({ kind: 'not-authenticated' });
  });

  it('may be an RSA key, and no key of another kind', async () => {
    const pem = (key: { export(options: object): unknown }) =>
      key.export({ type: 'pkcs8', format: 'pem' }) as string;
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const tokens = ownTokens({ systemId: SYSTEM, audience: AUDIENCE, key: pem(rsa) });
    expect(decodeJwt(await tokens.token())).toMatchObject({ client_id: SYSTEM });
    const curve = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey;
    const wrong = ownTokens({ systemId: SYSTEM, audience: AUDIENCE, key: pem(curve) });
    await expect(wrong.token()).rejects.toThrow('neither a P-256 nor an RSA key');
  });
});

describe('tokens of an issuer', () => {
  let issuer: SpawnedIssuer;
  let callerKey: string;
  let url: string;

  beforeAll(async () => {
    const [own, signing] = [await signingKey('caller'), await signingKey('issuer')];
    callerKey = await exportPKCS8(own.privateKey);
    const kid = await calculateJwkThumbprint(own.publicKey);
    issuer = await spawnIssuer({
      clientId: SYSTEM,
      callerKey: { ...own.publicKey, kid },
      issuerKey: { ...signing.publicKey, ...(await exportJWK(signing.privateKey)), use: 'sig' },
      audiences: { [RESOURCE]: AUDIENCE, [OTHER_RESOURCE]: 'another' },
      demandsNonces: false,
    });
    const jwks = { keys: [signing.publicKey] };
    url = await serviceOf({
      issuers: [{ issuer: issuer.proxy.url, jwks, audience: AUDIENCE, algorithms: ['ES256'] }],
      callers: [caller({ tokens: [{ issuer: issuer.proxy.url, clientId: SYSTEM }] })],
    });
  });
  beforeEach(() => void (issuer.proxy.seen.length = 0));
  afterAll(() => issuer.close());

  const tokens = (more: Partial<ClientCredentialsOptions> = {}) =>
    clientCredentials({
      ...{
        issuer: issuer.proxy.url,
        clientId: SYSTEM,
        key: callerKey,
        resource: RESOURCE,
        allowInsecure: true,
      },
      ...more,
    });
  const asked = () => issuer.proxy.seen.map(({ path }) => path);
  const tokenRequests = () => asked().filter((path) => path === '/token').length;

  it('are got by private_key_jwt, and kept', async () => {
    const token = tokens();
    for (let count = 0; count < 3; count += 1) expect(await askAt(url, { token })).toMatchObject(isAnswered);
    expect(asked()).toEqual(['/.well-known/openid-configuration', '/token']);
  });

  it('are got from a stated address where the issuer publishes none', async () => {
    const token = tokens({ tokenEndpoint: `${issuer.proxy.url}/token` });
    expect(await askAt(url, { token })).toMatchObject(isAnswered);
    expect(asked()).toEqual(['/token']);
  });

  it('are bound to a key where that is asked for, and each attempt proves that key', async () => {
    const token = tokens({ dpop: true });
    for (let count = 0; count < 3; count += 1) expect(await askAt(url, { token })).toMatchObject(isAnswered);
    expect(tokenRequests()).toBe(1);
    expect(decodeJwt(await token.token())).toMatchObject({ cnf: { jkt: expect.any(String) as string } });
    const stolen = { token: () => token.token() };
    await expect(askAt(url, { token: stolen })).rejects.toMatchObject({ kind: 'not-authenticated' });
  });

  it('are asked for once by all who wait', async () => {
    const token = tokens();
    await Promise.all(Array.from({ length: 10 }, () => askAt(url, { token })));
    expect(tokenRequests()).toBe(1);
  });

  it('that the service refuses are not sent again', async () => {
    const token = tokens({ resource: OTHER_RESOURCE });
    await expect(askAt(url, { token })).rejects.toMatchObject({ kind: 'not-authenticated' });
    await expect(askAt(url, { token })).rejects.toMatchObject({ kind: 'not-authenticated' });
    expect(tokenRequests()).toBe(2);
  });

  it('that cannot be had fail the call, until they can', async () => {
    issuer.proxy.next = [answering(503, '')];
    const client = new ConsentClient({ url, ...unhurried, token: tokens(), retry: { attempts: 1 } });
    clients.push(client);
    await expect(client.checkConsent(question)).rejects.toMatchObject({ kind: 'no-token', mayBeDone: false });
    expect(await client.checkConsent(question)).toMatchObject(isAnswered);
  });

  it('that the issuer refuses by a challenge are not asked for again in the same call', async () => {
    const challenge = { 'www-authenticate': 'DPoP error="invalid_dpop_proof"' };
    issuer.proxy.next = [faultless, answering(401, '', challenge)];
    const client = new ConsentClient({ url, ...unhurried, token: tokens() });
    clients.push(client);
    await expect(client.checkConsent(question)).rejects.toMatchObject({
      kind: 'no-token',
      isTransient: false,
      cause: { message: 'The issuer gives no token: it does not take the proof of this client.' },
    });
    expect(tokenRequests()).toBe(1);
    expect(await client.checkConsent(question)).toMatchObject(isAnswered);
  });

  it('are not given to another key', async () => {
    const token = tokens({ key: await exportPKCS8((await signingKey('other')).privateKey) });
    await expect(askAt(url, { token })).rejects.toMatchObject({ kind: 'no-token' });
  });
});

describe('a token that is kept', () => {
  let now: number;
  let issued: number;
  let failure: Error | null;
  let kept: CachedToken;
  beforeEach(() => {
    [now, issued, failure] = [1_000_000, 0, null];
    kept = new CachedToken(
      async () => {
        if (failure) throw failure;
        issued += 1;
        return { token: `token-${issued}`, issued: now, expires: now + 300_000 };
      },
      () => now,
    );
  });

  it('is renewed half a minute before its end', async () => {
    expect(await kept.token()).toBe('token-1');
    now += 269_999;
    expect(await kept.token()).toBe('token-1');
    now += 1;
    expect(await kept.token()).toBe('token-2');
  });

  it('is given while it lasts when it cannot be renewed, and no longer', async () => {
    await kept.token();
    failure = new Error('The issuer is down.');
    now += 299_999;
    expect(await kept.token()).toBe('token-1');
    now += 1;
    await expect(kept.token()).rejects.toThrow('The issuer is down.');
  });

  it('is not given when it was refused', async () => {
    await kept.token();
    kept.forget('another');
    expect(await kept.token()).toBe('token-1');
    kept.forget('token-1');
    expect(await kept.token()).toBe('token-2');
  });
});
