import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { request as plainRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { Agent, createServer, request, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { toCheck } from '../support/requests';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { TestAuthority, type Identity } from '../support/test-authority';
import { falseCertificates } from './false-certificates';

const PROXY = '127.0.0.2';
const SECRET = 'a-secret-that-only-the-proxy-and-the-service-share';
const caller = 'SE165565594230-EHR';
const place = {
  patientId: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  careProviderId: 'SE165565594230-1A',
  careUnitId: 'SE165565594230-1B0C',
};

/** How a proxy writes a certificate into its header. */
const writings: Readonly<Record<string, (certificate: Buffer, pem: string) => string>> = {
  'Client-Cert': (certificate) => `:${certificate.toString('base64')}:`,
  'X-SSL-Client-Cert': (_certificate, pem) => encodeURIComponent(pem),
};

let folder: TemporaryFolder;
let authority: TestAuthority;
let stranger: TestAuthority;
let good: Identity;
let revoked: Identity;
let highNumber: Identity;
let own: Identity;

const fileOf = (name: string): string => join(folder.path, name);

beforeAll(async () => {
  folder = await temporaryFolder();
  [authority, stranger] = [await TestAuthority.create('Callers'), await TestAuthority.create('Strangers')];
  good = await authority.issue(`CN=records, 2.5.4.5=${caller}`);
  revoked = await authority.issue(`CN=old, 2.5.4.5=${caller}`);
  highNumber = await authority.issue(`CN=high, 2.5.4.5=${caller}`, { number: '00ff01' });
  own = await authority.issue('CN=proxy', { host: '127.0.0.1' });
  const callers = [
    {
      systemId: caller,
      name: 'a',
      certificates: [{ serialNumber: caller, authority: await authority.thumbprint() }],
    },
  ].map((one) => ({ ...one, careProviders: 'all', rights: ['check'] }));
  await writeFile(fileOf('callers.json'), JSON.stringify({ issuers: [], callers }));
  await writeFile(fileOf('secret'), `${SECRET}\n`);
  await writeFile(fileOf('authorities.pem'), authority.cert);
});
beforeEach(async () => writeFile(fileOf('clients.crl'), await authority.revocationList(revoked, highNumber)));
afterAll(() => folder.remove());

const settings = (more: Record<string, string>): Record<string, string> => ({
  CALLERS_FILE: fileOf('callers.json'),
  TLS_CLIENT_AUTHORITIES_FILE: fileOf('authorities.pem'),
  TLS_REVOCATION_LISTS: fileOf('clients.crl'),
  CLIENT_CERTIFICATE_HEADER: 'Client-Cert',
  ...more,
});

/** Sends a check to the service itself, as from an address, with headers that nobody takes away. */
async function direct(url: string, localAddress: string, headers: OutgoingHttpHeaders) {
  const sent = plainRequest(`${url}/v2/check-consent`, {
    ...{ method: 'POST', localAddress, agent: false },
    headers: { 'content-type': 'application/json', ...headers },
  });
  sent.end(JSON.stringify(toCheck(place)));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode!, text: await text(answer) };
}

/** A proxy that ends TLS: it passes on a request with the certificate of its connection, and with no such header of its client's. */
class Proxy {
  private constructor(private readonly server: Server) {}

  static async before(service: string, header: string, more: OutgoingHttpHeaders = {}): Promise<Proxy> {
    const tls = {
      cert: own.cert,
      key: own.key,
      ca: authority.cert,
      requestCert: true,
      rejectUnauthorized: false,
    };
    const server = createServer(tls, (incoming, outgoing) => {
      const shown = (incoming.socket as TLSSocket).getPeerX509Certificate();
      const named = shown ? { [header]: writings[header]!(shown.raw, shown.toString()) } : {};
      void text(incoming)
        .then(() => direct(service, PROXY, { ...named, ...more }))
        .then((answer) => outgoing.writeHead(answer.status).end(answer.text));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Proxy(server);
  }

  async check(identity?: Identity) {
    const { port } = this.server.address() as AddressInfo;
    const agent = new Agent({ maxCachedSessions: 0 });
    const tls = { ca: authority.cert, agent, ...(identity && { cert: identity.cert, key: identity.key }) };
    const sent = request(`https://127.0.0.1:${port}/`, { method: 'POST', ...tls });
    sent.end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return { status: answer.statusCode!, text: await text(answer) };
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

const detailIn = ({ text: body }: { text: string }): string =>
  (JSON.parse(body) as { detail: string }).detail;

describe.each(Object.keys(writings))('behind a proxy that sends %s', (header) => {
  let service: InProcessService;
  let proxy: Proxy;
  beforeAll(async () => {
    await writeFile(fileOf('clients.crl'), await authority.revocationList(revoked, highNumber));
    service = await startInProcess(
      settings({ CLIENT_CERTIFICATE_HEADER: header, CLIENT_CERTIFICATE_PROXIES: PROXY }),
    );
    proxy = await Proxy.before(service.url, header);
  });
  afterAll(async () => {
    proxy.close();
    await service.close();
  });

  it('a caller is known by its certificate', async () => {
    expect(await proxy.check(good)).toMatchObject({ status: 200 });
    expect(await proxy.check(good)).toMatchObject({ status: 200 });
  });

  it.each(falseCertificates)('refuses %s', async (_what, identityOf, answer) => {
    const refused = await proxy.check(await identityOf({ authority, stranger, revoked }));
    expect([refused.status, detailIn(refused)]).toEqual([401, expect.stringContaining(answer)]);
  });

  it('refuses a revoked certificate whose number begins with a set bit', async () => {
    expect(detailIn(await proxy.check(highNumber))).toContain('The client certificate is revoked.');
  });

  it('a client without a certificate has no proof', async () => {
    const refused = await proxy.check();
    expect([refused.status, detailIn(refused)]).toEqual([401, expect.stringContaining('no bearer token')]);
  });

  it('the header counts for nothing from any other address', async () => {
    const written = writings[header]!(pemBytes(good.cert), good.cert);
    expect(await direct(service.url, PROXY, { [header]: written })).toMatchObject({ status: 200 });
    const forged = await direct(service.url, '127.0.0.1', { [header]: written });
    expect([forged.status, detailIn(forged)]).toEqual([401, expect.stringContaining('no bearer token')]);
  });

  it.each(['nonsense', ':AAAA:', '::', ': :', '%', ':AAAA:, :AAAA:'])(
    'a header that cannot be read, such as %s, is no proof',
    async (written) => {
      const refused = await direct(service.url, PROXY, { [header]: written });
      expect([refused.status, detailIn(refused)]).toEqual([
        401,
        expect.stringContaining('The header with the client certificate cannot be read.'),
      ]);
    },
  );

  it('refuses a certificate that was revoked in a quiet time, the first request with it too', async () => {
    expect(await proxy.check(good)).toMatchObject({ status: 200 });
    await writeFile(fileOf('clients.crl'), await authority.revocationList(revoked, highNumber, good));
    await pause(2_100);
    for (const answer of await Promise.all([proxy.check(good), proxy.check(good)]))
      expect([answer.status, detailIn(answer)]).toEqual([401, expect.stringContaining('is revoked.')]);
  });
});

const pemBytes = (pem: string): Buffer => Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64');

describe('with a shared secret', () => {
  const secretFile = () => ({ CLIENT_CERTIFICATE_SECRET_FILE: fileOf('secret') });
  const named = () => ({ 'Client-Cert': writings['Client-Cert']!(pemBytes(good.cert), '') });

  it.each([
    [{ 'x-client-cert-secret': SECRET }, 200],
    [{ 'x-client-cert-secret': `${SECRET}x` }, 401],
    [{ 'x-client-cert-secret': '' }, 401],
    [{}, 401],
  ])('a request with %j is answered %i', async (headers, status) => {
    const service = await startInProcess(settings(secretFile()));
    const answer = await direct(service.url, '127.0.0.1', { ...named(), ...headers });
    await service.close();
    expect(answer.status).toBe(status);
  });

  it('the address has to be right, too, where both are set', async () => {
    const service = await startInProcess(settings({ ...secretFile(), CLIENT_CERTIFICATE_PROXIES: PROXY }));
    const headers = { ...named(), 'x-client-cert-secret': SECRET };
    const statuses = [
      (await direct(service.url, PROXY, headers)).status,
      (await direct(service.url, '127.0.0.1', headers)).status,
      (await direct(service.url, PROXY, named())).status,
    ];
    await service.close();
    expect(statuses).toEqual([200, 401, 401]);
  });

  it('a secret that can be guessed keeps the service from starting', async () => {
    await writeFile(fileOf('short'), 'secret');
    const start = startInProcess(settings({ CLIENT_CERTIFICATE_SECRET_FILE: fileOf('short') }));
    await expect(start).rejects.toThrow('the secret has fewer than 32 characters');
  });
});

it.each([
  [{}, 'CLIENT_CERTIFICATE_HEADER: needs CLIENT_CERTIFICATE_PROXIES or CLIENT_CERTIFICATE_SECRET_FILE'],
  [{ CLIENT_CERTIFICATE_HEADER: 'X-Forwarded-Cert' }, 'CLIENT_CERTIFICATE_HEADER'],
  [{ CLIENT_CERTIFICATE_PROXIES: 'proxy.example.com' }, 'CLIENT_CERTIFICATE_PROXIES'],
])('settings that would believe anybody, such as %j, keep the service from starting', async (more, fault) => {
  await expect(startInProcess(settings(more))).rejects.toThrow(fault);
});
