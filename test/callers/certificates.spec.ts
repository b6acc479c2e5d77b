import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { connect as connectPlain, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type SecureVersion, type TLSSocket } from 'node:tls';
import { soapPath } from '../../apps/api/src/doors/soap';
import { falseCertificates } from './false-certificates';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { pageAt, tableUnder } from '../support/pages';
import { toCheck } from '../support/requests';
import { addressHeader, envelope, messageOf, NATIONAL_SERVICE, soapContract } from '../support/soap-message';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { TestAuthority, type Identity } from '../support/test-authority';

const place = {
  patientId: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  careProviderId: 'SE165565594230-1A',
  careUnitId: 'SE165565594230-1B0C',
};

let folder: TemporaryFolder;
let authority: TestAuthority;
let stranger: TestAuthority;
let good: Identity;
let revoked: Identity;
let service: InProcessService;

const fileOf = (name: string): string => join(folder.path, name);

const callerWith = (systemId: string, certificate: object) => ({
  systemId,
  name: systemId,
  certificates: [certificate],
  careProviders: 'all',
  rights: ['check', 'audit'],
});

beforeAll(async () => {
  folder = await temporaryFolder();
  [authority, stranger] = [await TestAuthority.create('Callers'), await TestAuthority.create('Strangers')];
  good = await authority.issue('CN=records, 2.5.4.5=SE165565594230-EHR');
  revoked = await authority.issue('CN=old, 2.5.4.5=SE165565594230-OLD');
  const own = await authority.issue('CN=service', { host: '127.0.0.1' });
  const register = {
    issuers: [],
    callers: [
      callerWith('SE165565594230-EHR', {
        serialNumber: 'SE165565594230-EHR',
        authority: await authority.thumbprint(),
      }),
      callerWith('SE165565594230-OLD', { serialNumber: 'SE165565594230-OLD' }),
    ],
  };
  const files = {
    'service.pem': own.cert,
    'service.key': own.key,
    'authorities.pem': authority.cert,
    'clients.crl': await authority.revocationList(revoked),
    'callers.json': JSON.stringify(register),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(fileOf(name), content);
  service = await startInProcess({
    CALLERS_FILE: fileOf('callers.json'),
    TLS_CERTIFICATE_FILE: fileOf('service.pem'),
    TLS_KEY_FILE: fileOf('service.key'),
    TLS_CLIENT_AUTHORITIES_FILE: fileOf('authorities.pem'),
    TLS_REVOCATION_LISTS: fileOf('clients.crl'),
    LOG_LEVEL: 'error',
  });
});
afterAll(async () => {
  await service.close();
  await folder.remove();
});

interface Sending {
  readonly identity?: Identity;
  readonly agent?: Agent;
  readonly createConnection?: () => TLSSocket;
  readonly path?: string;
  readonly body?: string;
  readonly type?: string;
  readonly headers?: Record<string, string>;
}

async function send({
  identity,
  agent,
  path = '/v2/check-consent',
  body,
  type,
  headers = {},
  ...more
}: Sending) {
  const sent = request(service.url + path, {
    method: 'POST',
    ca: authority.cert,
    ...(more.createConnection ? more : { agent: agent ?? new Agent({ maxCachedSessions: 0 }) }),
    ...(identity && { cert: identity.cert, key: identity.key }),
    headers: { 'content-type': type ?? 'application/json', ...headers },
  });
  sent.end(body ?? JSON.stringify(toCheck(place)));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, text: await text(answer) };
}

it('knows a caller by its certificate at the JSON door, and records how', async () => {
  const headers = { 'x-skltp-correlation-id': 'by-certificate' };
  expect(await send({ identity: good, headers })).toMatchObject({ status: 200 });
  const found = await send({
    identity: good,
    path: '/v2/decisions',
    body: JSON.stringify({ correlationId: 'by-certificate' }),
  });
  const { decisionsResult } = JSON.parse(found.text) as { decisionsResult: { decisions: object[] } };
  expect(decisionsResult.decisions).toMatchObject([
    {
      callerId: 'SE165565594230-EHR',
      proof: { kind: 'certificate', issuer: await authority.thumbprint(), thumbprint: good.thumbprint },
    },
  ]);
});

it('knows a caller by its certificate at the SOAP door', async () => {
  const contract = soapContract('CheckConsent');
  const body = envelope(messageOf(contract, toCheck(place)), addressHeader(NATIONAL_SERVICE));
  const soap = { path: soapPath(contract), body, type: 'text/xml; charset=utf-8' };
  expect((await send({ identity: good, ...soap })).text).toContain('<t:resultCode>OK</t:resultCode>');
  const refused = await send({ identity: revoked, ...soap });
  expect(refused).toMatchObject({ status: 500 });
  expect(refused.text).toContain('<faultcode>soap:Client</faultcode>');
  expect(refused.text).toContain('The client certificate is revoked.');
});

it('has each of them on the page', () => {
  const rows = tableUnder('Client certificates', pageAt('docs/callers.md'));
  expect(rows.slice(-falseCertificates.length)).toEqual(
    falseCertificates.map(([what, , answer]) => [what, answer]),
  );
});

it.each(falseCertificates)('refuses %s', async (_what, identityOf, answer) => {
  const identity = await identityOf({ authority, stranger, revoked });
  const { status, text: body } = await send({ identity });
  expect([status, (JSON.parse(body) as { detail: string }).detail]).toEqual([
    401,
    expect.stringMatching(`^${answer.replaceAll('.', '\\.')}`),
  ]);
});

it('asks a caller without a certificate for a token, and leaves open addresses open', async () => {
  const { status, text: body } = await send({});
  expect([status, (JSON.parse(body) as { detail: string }).detail]).toEqual([
    401,
    expect.stringMatching(/^The request has no bearer token\./),
  ]);
});

it.each<[SecureVersion, boolean]>([
  ['TLSv1.1', false],
  ['TLSv1.2', true],
  ['TLSv1.3', true],
])('speaks %s: %s', async (version, isSpoken) => {
  const { hostname: host, port } = new URL(service.url);
  const socket = connect({
    ...{ host, port: Number(port), ca: authority.cert, minVersion: version, maxVersion: version },
    ciphers: 'DEFAULT@SECLEVEL=0',
  });
  const outcome = await Promise.race([once(socket, 'secureConnect').then(() => true), failure(socket)]);
  socket.destroy();
  expect(outcome).toBe(isSpoken);
});

const failure = (socket: { once(name: 'error', listener: () => void): unknown }) =>
  new Promise<boolean>((resolve) => socket.once('error', () => resolve(false)));

it('refuses a certificate on an open connection, too, soon after it is revoked', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, maxCachedSessions: 0 });
  const status = () => statusOnKept(agent);
  const early = await connectedTo(service.url);
  expect(await status()).toBe(200);
  await writeFile(fileOf('clients.crl'), await authority.revocationList(revoked, good));
  while ((await status()) === 200) await pause(100);
  expect(await status()).toBe(401);
  agent.destroy();
  // Its handshake comes later, and is still by the old files.
  const createConnection = () => connect({ socket: early, ...trusting() });
  const late = await send({ identity: good, createConnection, headers: { connection: 'keep-alive' } });
  expect(late).toMatchObject({ status: 401, headers: { connection: 'close' } });
});

const trusting = () => ({ ca: authority.cert, cert: good.cert, key: good.key, host: '127.0.0.1' });

async function connectedTo(url: string): Promise<Socket> {
  const socket = connectPlain(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** A kept connection may end while a request is on its way, which is then sent again by a new one, as Node's documentation has it. */
async function statusOnKept(agent: Agent): Promise<number | undefined> {
  try {
    return (await send({ identity: good, agent })).status;
  } catch (error) {
    if (!['ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return statusOnKept(agent);
  }
}
