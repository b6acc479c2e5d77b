import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { checkConsentExample } from '#contracts';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { TestAuthority, type Identity } from '../support/test-authority';
import { TokenIssuer } from '../support/token-issuer';
import { startMatrixService } from './matrix-service';

const boundTo = ({ thumbprint }: Identity) => ({
  cnf: { 'x5t#S256': Buffer.from(thumbprint, 'hex').toString('base64url') },
});

it('the certificate of a token that is bound to it is part of what is recorded of the caller', async () => {
  const service = await startMatrixService();
  const { issuer, identities } = service;
  const correlationId = randomUUID();
  const post = async (path: string, body: object) =>
    service.send({
      method: 'POST',
      path,
      identity: identities.good,
      headers: {
        authorization: `Bearer ${await issuer.token('everything', boundTo(identities.good))}`,
        'content-type': 'application/json',
        'x-skltp-correlation-id': correlationId,
      },
      body: JSON.stringify(body),
    });
  expect(await post('/v2/check-consent', checkConsentExample)).toMatchObject({ status: 200 });
  const found = await post('/v2/decisions', { correlationId });
  await service.close();
  const { thumbprint } = identities.good;
  expect(JSON.parse(found.text)).toMatchObject({
    decisionsResult: {
      decisions: [{ proof: { kind: 'token', issuer: issuer.url, subject: 'everything', thumbprint } }],
    },
  });
});

describe('a token that is bound to a certificate, behind a proxy', () => {
  const PROXY = '127.0.0.2';
  let folder: TemporaryFolder;
  let authority: TestAuthority;
  let issuer: TokenIssuer;
  let service: InProcessService;
  let own: Identity;
  beforeAll(async () => {
    folder = await temporaryFolder();
    [authority, issuer] = [await TestAuthority.create('Callers'), await TokenIssuer.start()];
    own = await authority.issue('CN=a, 2.5.4.5=SE165565594230-EHR');
    const caller = {
      systemId: 'SE165565594230-EHR',
      name: 'records',
      tokens: [{ issuer: issuer.url, clientId: 'records' }],
      careProviders: 'all',
      rights: ['check'],
    };
    const file = (name: string): string => join(folder.path, name);
    await writeFile(file('callers.json'), JSON.stringify({ issuers: [issuer.entry()], callers: [caller] }));
    await writeFile(file('authorities.pem'), authority.cert);
    service = await startInProcess({
      CALLERS_FILE: file('callers.json'),
      TLS_CLIENT_AUTHORITIES_FILE: file('authorities.pem'),
      CLIENT_CERTIFICATE_HEADER: 'Client-Cert',
      CLIENT_CERTIFICATE_PROXIES: PROXY,
    });
  });
  afterAll(async () => {
    await Promise.all([service.close(), issuer.close()]);
    await folder.remove();
  });

  /** Sends a check with the token, and with a certificate in the header. */
  async function check(localAddress: string, shown: Identity | null) {
    const headers: OutgoingHttpHeaders = {
      authorization: `Bearer ${await issuer.token('records', boundTo(own))}`,
      'content-type': 'application/json',
      ...(shown && { 'client-cert': `:${shown.cert.replaceAll(/-----[A-Z ]+-----|\s/g, '')}:` }),
    };
    const options = { method: 'POST', localAddress, agent: false, headers };
    const sent = request(`${service.url}/v2/check-consent`, options);
    sent.end(JSON.stringify(checkConsentExample));
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const body = JSON.parse(await text(answer)) as { detail?: string };
    return [answer.statusCode, body.detail?.split('.')[0]];
  }

  it('is taken with the certificate that the proxy names', async () => {
    expect(await check(PROXY, own)).toEqual([200, undefined]);
  });

  it('is refused without it, and with any other', async () => {
    const other = await authority.issue('CN=a, 2.5.4.5=SE165565594230-EHR');
    const foreign = await (await TestAuthority.create('Strangers')).issue('CN=a, 2.5.4.5=SE165565594230-EHR');
    const without = 'The token is bound to a certificate, and the request comes with none';
    expect(await check(PROXY, null)).toEqual([401, without]);
    expect(await check(PROXY, other)).toEqual([401, 'The token is bound to another certificate']);
    expect(await check(PROXY, foreign)).toEqual([
      401,
      'The client certificate is not of an authority that is trusted here',
    ]);
  });

  it('is refused with the header of one that is no proxy', async () => {
    const without = 'The token is bound to a certificate, and the request comes with none';
    expect(await check('127.0.0.1', own)).toEqual([401, without]);
  });
});
