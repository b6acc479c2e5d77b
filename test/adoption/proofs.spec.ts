import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { rights } from '#callers';
import { ConsentClient, type RequestAt } from '#client';
import { adopt } from '../../apps/ledger/src/commands/adopt/adopt';
import { runInProcess } from '../support/command-in-process';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { ledger } from '../support/ledger-cli';
import { person } from '../support/people';
import { toRegister } from '../support/requests';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { TestAuthority, type Differences, type Identity } from '../support/test-authority';
import { careProviderId, careUnitId, id } from './scripted-source';

const SYSTEM = 'SE165565594230-EHR';
const HOUR = 3_600_000;

let folder: TemporaryFolder;
let authority: TestAuthority;
let stranger: TestAuthority;
let there: InProcessService;

const fileOf = (name: string): string => join(folder.path, name);
const written = async (name: string, text: string): Promise<string> => {
  await writeFile(fileOf(name), text);
  return fileOf(name);
};

/** Another service, on TLS, that knows one caller by its certificate, and has one consent. */
beforeAll(async () => {
  folder = await temporaryFolder();
  [authority, stranger] = [await TestAuthority.create('Services'), await TestAuthority.create('Strangers')];
  const own = await authority.issue('CN=service', { host: '127.0.0.1' });
  const certificates = [{ serialNumber: SYSTEM }];
  const caller = { systemId: SYSTEM, name: 'Records', certificates, careProviders: 'all', rights };
  there = await startInProcess({
    CALLERS_FILE: await written('callers.json', JSON.stringify({ issuers: [], callers: [caller] })),
    TLS_CERTIFICATE_FILE: await written('service.pem', own.cert),
    TLS_KEY_FILE: await written('service.key', own.key),
    TLS_CLIENT_AUTHORITIES_FILE: await written('authority.pem', authority.cert),
  });
  const tls = { ca: authority.cert, ...(await authority.issue(`CN=records, 2.5.4.5=${SYSTEM}`)) };
  const client = new ConsentClient({ url: there.url, tls, timeoutMs: 60_000, attemptTimeoutMs: 60_000 });
  const consent = toRegister(id(1), {
    patientId: person(1),
    careProviderId,
    careUnitId,
  }) as RequestAt<'register-extended-consent'>;
  expect(await client.registerExtendedConsent(consent)).toMatchObject({ kind: 'answered' });
  client.close();
  await ledger(['init'], { environment: { DATA_DIR: fileOf('here') } });
});
afterAll(async () => {
  await there.close();
  await folder.remove();
});

async function adoptFrom(address: string, options: Record<string, string>) {
  const parties = { source: 'SE165565594230-1000', operator: 'SE165565594230-20B7' };
  const common = { door: 'soap', timeout: '60', concurrency: '4' };
  const all = { ...parties, ...common, ...options };
  const environment = { DATA_DIR: fileOf('here'), READ_DEADLINE_MS: '60000' };
  return runInProcess(adopt, { args: [address, careProviderId], options: all, environment });
}

const shown = async ({ cert, key }: Pick<Identity, 'cert' | 'key'>) => ({
  cert: await written('client.pem', cert),
  key: await written('client.key', key),
});

const records =
  (from: () => TestAuthority, differences: Differences = {}, systemId = SYSTEM) =>
  async () =>
    shown(await from().issue(`CN=records, 2.5.4.5=${systemId}`, differences));

describe('a client certificate', () => {
  it('proves the caller, where the authority of the service is named', async () => {
    const identity = await records(() => authority)();
    const { exitCode, records: found } = await adoptFrom(there.url, {
      ca: fileOf('authority.pem'),
      ...identity,
    });
    expect([exitCode, found[0]]).toEqual([0, expect.objectContaining({ what: 'adopted', consent: id(1) })]);
  });

  it.each([
    [
      'has expired',
      records(() => authority, { to: new Date(Date.now() - HOUR) }),
      'certificate has expired.',
    ],
    ['is of an unknown authority', records(() => stranger), 'not of an authority that is trusted here.'],
    ['is that of another', records(() => authority, {}, 'SE165565594230-NEW'), 'not of a registered caller.'],
    ['is not sent', async () => ({}), 'The service asks who calls'],
  ])('that %s is refused, and the service says why', async (_, identity, why) => {
    const run = adoptFrom(there.url, { ca: fileOf('authority.pem'), ...(await identity()) });
    await expect(run).rejects.toMatchObject({ name: 'Failure', message: expect.stringContaining(why) });
  });

  it.each([
    [
      'belongs to another key',
      async () => ({ ...(await records(() => authority)()), key: fileOf('service.key') }),
    ],
    [
      'is no certificate',
      async () => ({ ...(await records(() => authority)()), cert: fileOf('callers.json') }),
    ],
    ['comes without its key', async () => ({ cert: fileOf('service.pem') })],
  ])('that %s is refused before anything is asked', async (_, identity) => {
    const run = adoptFrom(there.url, await identity());
    await expect(run).rejects.toMatchObject({
      name: 'WrongUsage',
      message: expect.stringContaining('--cert'),
    });
  });

  it('is for https alone', async () => {
    const run = adoptFrom('http://127.0.0.1:1', await records(() => authority)());
    await expect(run).rejects.toThrow('are for an https address');
  });
});

describe('a service', () => {
  const ofServer = (from: () => TestAuthority, differences: Differences) => () =>
    from().issue('CN=service', { host: '127.0.0.1', ...differences });

  it.each([
    [
      'has expired',
      ofServer(() => authority, { to: new Date(Date.now() - HOUR) }),
      'has expired (CERT_HAS_EXPIRED)',
    ],
    ['is of an unknown authority', ofServer(() => stranger, {}), 'not of an authority that is trusted here'],
    ['has a wrong name', ofServer(() => authority, { host: '127.0.0.9' }), 'is that of another address'],
  ])('whose certificate %s is not asked', async (_, identity, why) => {
    let asked = 0;
    const { cert, key } = await identity();
    const server = createServer({ cert, key }, () => (asked += 1));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const run = adoptFrom(address, { ca: fileOf('authority.pem') });
    await expect(run).rejects.toMatchObject({ name: 'Failure', message: expect.stringContaining(why) });
    expect(asked).toBe(0);
    await new Promise((closed) => server.close(closed));
  });
});
