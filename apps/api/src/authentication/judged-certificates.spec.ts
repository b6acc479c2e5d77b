import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { createLog, type Config } from '#platform';
import { TestAuthority, type Identity } from '../../../../test/support/test-authority';
import { ClientCertificates } from './client-certificates';
import { HeaderCertificates } from './header-certificates';
import { JudgedCertificates } from './judged-certificates';
import type { TlsSet } from './tls-set';

const HOUR = 3_600_000;

let authority: TestAuthority;
let client: Identity;
/** What the files of TLS say. */
let files: { current: TlsSet };
beforeEach(async () => {
  authority = await TestAuthority.create('Callers');
  client = await authority.issue('CN=a');
  files = { current: await setOf(authority) };
});

async function setOf(trusted: TestAuthority, ...revoked: readonly Identity[]): Promise<TlsSet> {
  const lists = [await trusted.revocationList(...revoked)];
  return { context: null, judged: await JudgedCertificates.by(trusted.cert, lists) };
}

/** A connection whose client Node has accepted. */
const connection = (): Socket =>
  Object.assign(Object.create(TLSSocket.prototype) as TLSSocket, {
    authorized: true,
    getPeerX509Certificate: () => new X509Certificate(client.cert),
    getPeerCertificate: () => ({}),
  });

it('leaves certificates to Node without authorities', async () => {
  const certificates = new ClientCertificates(Date.now, { current: { context: null, judged: null } });
  expect(await certificates.of(connection())).toMatchObject({ fault: null });
});

it('refuses a certificate on a kept connection when its list has run out', async () => {
  let now = Date.now();
  const certificates = new ClientCertificates(() => now, files);
  const kept = connection();
  expect(await certificates.of(kept)).toMatchObject({ fault: null });
  now += 2 * HOUR;
  expect(await certificates.of(kept)).toMatchObject({ fault: 'CRL_HAS_EXPIRED' });
});

it('refuses a certificate on a kept connection with the next request after new files', async () => {
  const certificates = new ClientCertificates(Date.now, files);
  const kept = connection();
  expect(await certificates.of(kept)).toMatchObject({ fault: null });
  files.current = await setOf(authority, client);
  expect(await certificates.of(kept, true)).toMatchObject({ fault: 'CERT_REVOKED' });
});

it('does not take the word of Node for an authority that new files do not have', async () => {
  const certificates = new ClientCertificates(Date.now, files);
  const kept = connection();
  expect(await certificates.of(kept)).toMatchObject({ fault: null });
  files.current = await setOf(await TestAuthority.create('Others'));
  expect(await certificates.of(kept, true)).toMatchObject({ fault: 'UNTRUSTED' });
});

it('takes no fingerprint in a header for a certificate that a connection had', async () => {
  const config = {
    CLIENT_CERTIFICATE_HEADER: 'X-SSL-Client-Cert',
    CLIENT_CERTIFICATE_PROXIES: ['127.0.0.1'],
  } as unknown as Config;
  expect(await new ClientCertificates(Date.now, files).of(connection())).toMatchObject({ fault: null });
  const { fingerprint256 } = new X509Certificate(client.cert);
  const headers = { 'x-ssl-client-cert': fingerprint256 };
  const read = new HeaderCertificates(config, Date.now, createLog('error'), files).of({ headers } as never);
  await expect(read).rejects.toThrow('cannot be read');
});
