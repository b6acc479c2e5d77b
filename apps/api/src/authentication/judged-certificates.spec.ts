import { X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { join } from 'node:path';
import type { Config, Logger } from '#platform';
import { temporaryFolder, type TemporaryFolder } from '../../../../test/support/temporary-folder';
import { TestAuthority, type Identity } from '../../../../test/support/test-authority';
import { ClientCertificates } from './client-certificates';
import { HeaderCertificates } from './header-certificates';
import { JudgedCertificates } from './judged-certificates';

const HOUR = 3_600_000;

let folder: TemporaryFolder;
let authority: TestAuthority;
let client: Identity;
let errors: string[];
let log: Logger;
const fileOf = (name: string): string => join(folder.path, name);
beforeEach(async () => {
  folder = await temporaryFolder();
  authority = await TestAuthority.create('Callers');
  client = await authority.issue('CN=a');
  await writeFile(fileOf('authorities.pem'), authority.cert);
  await writeFile(fileOf('clients.crl'), await authority.revocationList());
  errors = [];
  log = { error: (message: string) => errors.push(message), warn: () => undefined } as unknown as Logger;
});
afterEach(() => folder.remove());

const settings = (more: object = {}): Config =>
  ({
    TLS_CLIENT_AUTHORITIES_FILE: fileOf('authorities.pem'),
    TLS_REVOCATION_LISTS: [fileOf('clients.crl')],
    ...more,
  }) as unknown as Config;
const header = { CLIENT_CERTIFICATE_HEADER: 'X-SSL-Client-Cert', CLIENT_CERTIFICATE_PROXIES: ['127.0.0.1'] };

/** A connection whose client Node has accepted. */
const connection = (): Socket =>
  Object.assign(Object.create(TLSSocket.prototype) as TLSSocket, {
    authorized: true,
    getPeerX509Certificate: () => new X509Certificate(client.cert),
    getPeerCertificate: () => ({}),
  });

it('leaves certificates of connections to Node where it cannot read a list, and says so once', async () => {
  await writeFile(fileOf('clients.crl'), (await authority.revocationList()).replace(/\n.{8}/, '\nAAAAAAAA'));
  const judged = await JudgedCertificates.open(settings(), log);
  const certificates = new ClientCertificates(Date.now, judged);
  expect(await certificates.of(connection())).toMatchObject({ fault: null });
  expect(errors).toEqual(['The authorities of client certificates cannot be used. TLS alone judges.']);
});

it('does not open where certificates come in a header, and it cannot read a list', async () => {
  await writeFile(fileOf('clients.crl'), (await authority.revocationList()).replace(/\n.{8}/, '\nAAAAAAAA'));
  await expect(JudgedCertificates.open(settings(header), log)).rejects.toBeDefined();
});

it('leaves certificates to Node without authorities', async () => {
  expect(await new ClientCertificates(Date.now, null).of(connection())).toMatchObject({ fault: null });
});

it('refuses a certificate on a kept connection when its list has run out', async () => {
  let now = Date.now();
  const judged = await JudgedCertificates.open(settings(), log);
  const certificates = new ClientCertificates(() => now, judged);
  const kept = connection();
  expect(await certificates.of(kept)).toMatchObject({ fault: null });
  now += 2 * HOUR;
  expect(await certificates.of(kept)).toMatchObject({ fault: 'CRL_HAS_EXPIRED' });
});

it('takes no fingerprint in a header for a certificate that a connection had', async () => {
  const config = settings(header);
  const judged = await JudgedCertificates.open(config, log);
  expect(await new ClientCertificates(Date.now, judged).of(connection())).toMatchObject({ fault: null });
  const { fingerprint256 } = new X509Certificate(client.cert);
  const headers = { 'x-ssl-client-cert': fingerprint256 };
  const read = new HeaderCertificates(config, Date.now, log, judged).of({ headers } as never);
  await expect(read).rejects.toThrow('cannot be read');
});
