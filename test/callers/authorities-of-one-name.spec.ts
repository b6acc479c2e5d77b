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

const SUBJECT = 'CN=records, 2.5.4.5=SE165565594230-EHR';
const NOT_REGISTERED = 'The client certificate is not of a registered caller.';
const UNTRUSTED = 'The client certificate is not of an authority that is trusted here.';
const MINUTE = 60_000;

let folder: TemporaryFolder;
let root: TestAuthority;
let own: Identity;
beforeAll(async () => {
  folder = await temporaryFolder();
  root = await TestAuthority.create('Root');
  own = await root.issue('CN=service', { host: '127.0.0.1' });
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

/** A service that trusts these, and knows one caller by the certificates of one authority. */
async function serviceThat(
  way: keyof typeof ways,
  trusts: readonly TestAuthority[],
  namesOne: TestAuthority,
) {
  const certificates = [{ serialNumber: 'SE165565594230-EHR', authority: await namesOne.thumbprint() }];
  const caller = { systemId: 'SE165565594230-EHR', name: 'records', careProviders: 'all', rights: ['check'] };
  await writeFile(
    fileOf('callers.json'),
    JSON.stringify({ issuers: [], callers: [{ ...caller, certificates }] }),
  );
  await writeFile(fileOf('trusted.pem'), trusts.map(({ cert }) => cert).join('\n'));
  const files = { CALLERS_FILE: fileOf('callers.json'), TLS_CLIENT_AUTHORITIES_FILE: fileOf('trusted.pem') };
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

describe.each(Object.keys(ways) as (keyof typeof ways)[])('a certificate on the %s', (way) => {
  it('is of the one of two authorities of one name that has signed it, in either order', async () => {
    const other = await TestAuthority.create('Root');
    const [ofRoot, ofOther] = await Promise.all([root.issue(SUBJECT), other.issue(SUBJECT)]);
    for (const trusted of [
      [root, other],
      [other, root],
    ]) {
      const { check, close } = await serviceThat(way, trusted, other);
      expect(await check(ofRoot)).toContain(NOT_REGISTERED);
      expect(await check(ofRoot, other.cert)).toContain(NOT_REGISTERED);
      expect(await check(ofOther)).toBe(200);
      expect(await check(ofOther, root.cert)).toBe(200);
      await close();
    }
  });

  it('is of nobody when it names an authority of this name, and another has signed it', async () => {
    const stranger = await TestAuthority.create('Root');
    const { check, close } = await serviceThat(way, [root], root);
    const forged = await stranger.issue(SUBJECT);
    expect(await check(forged)).toContain(UNTRUSTED);
    expect(await check(forged, stranger.cert)).toContain(UNTRUSTED);
    await close();
  });

  it('is of a renewed authority, whichever of its certificates the register names', async () => {
    const issuing = await root.subordinate('Issuing');
    const renewed = await root.renewed(issuing, { to: new Date(Date.now() + 10 * MINUTE) });
    const expired = await root.renewed(issuing, { to: new Date(Date.now() - MINUTE) });
    const good = await issuing.issue(SUBJECT);
    const trusted = [expired, renewed, issuing, root];
    const answers: (200 | string)[] = [];
    for (const named of [issuing, renewed, expired]) {
      const { check, close } = await serviceThat(way, trusted, named);
      answers.push(await check(good));
      await close();
    }
    expect(answers).toEqual([200, 200, expect.stringContaining(NOT_REGISTERED)]);
  });
});
