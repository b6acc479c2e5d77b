import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { request as overHttp, type IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { checkConsentExample } from '#contracts';
import { startInProcess } from '../support/in-process-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { TestAuthority, type Identity } from '../support/test-authority';

export const SUBJECT = 'CN=records, 2.5.4.5=SE165565594230-EHR';

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
  const own = await (await TestAuthority.create('Root')).issue('CN=service', { host: '127.0.0.1' });
  await writeFile(fileOf('service.pem'), own.cert);
  await writeFile(fileOf('service.key'), own.key);
});
afterAll(() => folder.remove());

const fileOf = (name: string): string => join(folder.path, name);

/** The two ways to prove a caller by a certificate: on the connection, and in the header of a proxy. */
const ways = {
  connection: {
    settings: () => ({
      TLS_CERTIFICATE_FILE: fileOf('service.pem'),
      TLS_KEY_FILE: fileOf('service.key'),
    }),
    send: (url: string, { cert, key }: Identity, along: string) =>
      request(url, {
        ...{ method: 'POST', agent: false, rejectUnauthorized: false, key, cert: `${cert}\n${along}` },
        headers: { 'content-type': 'application/json' },
      }),
  },
  header: {
    settings: () => ({ CLIENT_CERTIFICATE_HEADER: 'Client-Cert', CLIENT_CERTIFICATE_PROXIES: '127.0.0.1' }),
    send: (url: string, { cert }: Identity, along: string) =>
      overHttp(url, {
        ...{ method: 'POST', agent: false },
        headers: {
          'content-type': 'application/json',
          'client-cert': member(cert),
          ...(along !== '' && { 'client-cert-chain': member(along) }),
        },
      }),
  },
};

const member = (pem: string): string => `:${pem.replaceAll(/-----[A-Z ]+-----|\s/g, '')}:`;

export type WayName = keyof typeof ways;
export const wayNames = Object.keys(ways) as WayName[];

/** A service that trusts these, and knows one caller by the certificates of one authority. @param lists of revoked certificates, if any. */
export async function serviceThat(
  way: WayName,
  trusts: readonly TestAuthority[],
  namesOne: TestAuthority,
  lists: readonly string[] = [],
) {
  const certificates = [{ serialNumber: 'SE165565594230-EHR', authority: await namesOne.thumbprint() }];
  const caller = { systemId: 'SE165565594230-EHR', name: 'records', careProviders: 'all', rights: ['check'] };
  await writeFile(
    fileOf('callers.json'),
    JSON.stringify({ issuers: [], callers: [{ ...caller, certificates }] }),
  );
  await writeFile(fileOf('trusted.pem'), trusts.map(({ cert }) => cert).join('\n'));
  await writeFile(fileOf('revoked.crl'), lists.join('\n'));
  const files = {
    CALLERS_FILE: fileOf('callers.json'),
    TLS_CLIENT_AUTHORITIES_FILE: fileOf('trusted.pem'),
    ...(lists.length > 0 && { TLS_REVOCATION_LISTS: fileOf('revoked.crl') }),
  };
  const service = await startInProcess({ ...files, ...ways[way].settings() });
  const check = async (identity: Identity, along = '') => {
    const sent = ways[way].send(`${service.url}/v2/check-consent`, identity, along);
    sent.end(JSON.stringify(checkConsentExample));
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const { detail = '' } = JSON.parse(await text(answer)) as { detail?: string };
    return answer.statusCode === 200 ? 200 : detail;
  };
  return { check, close: () => service.close() };
}
