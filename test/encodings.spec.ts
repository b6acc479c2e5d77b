import { gzipSync } from 'node:zlib';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { toCheck } from './support/requests';
import { faultIn, resultIn, soapCall } from './support/soap-call';
import { envelope, messageOf, soapContract } from './support/soap-message';

const place = {
  patientId: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  careProviderId: 'SE165565594230-1A',
  careUnitId: 'SE165565594230-1B0C',
};
const question = toCheck(place);
const contract = soapContract('CheckConsent');
const check = envelope(messageOf(contract, question));

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

const overJson = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string>) =>
  fetch(`${service.url}/v2/check-consent`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

const overSoap = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string>) =>
  soapCall(service.url, contract, body, headers);

describe('a Content-Encoding', () => {
  it.each(['gzip', 'br', 'GZIP', 'identity, deflate', 'x'])(
    '%s is refused as such at the JSON door',
    async (encoding) => {
      const answer = await overJson(gzipSync(JSON.stringify(question)), { 'content-encoding': encoding });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        415,
        'application/problem+json; charset=utf-8',
      ]);
      expect(await answer.json()).toMatchObject({
        code: 'encoded-body',
        error: 'KJF-000112',
        detail: 'Send the body as it is, without the header Content-Encoding.',
      });
    },
  );

  it.each(['gzip', 'x'])('%s is refused as such at the SOAP door', async (encoding) => {
    const answer = await overSoap(gzipSync(check), { 'content-encoding': encoding });
    expect(answer.status).toBe(415);
    expect(faultIn(answer)).toMatchObject({
      faultcode: 'soap:Client',
      faultstring:
        'The body is compressed or otherwise encoded. Send the body as it is, without the header Content-Encoding.',
    });
  });

  it('identity says that there is none', async () => {
    const headers = { 'content-encoding': 'identity' };
    expect((await overJson(JSON.stringify(question), headers)).status).toBe(200);
    expect(resultIn(await overSoap(check, headers)).resultCode).toBe('OK');
  });
});

describe('the media type at the SOAP door', () => {
  it.each([
    ['of SOAP 1.2', 'application/soap+xml; charset=utf-8', 500, 'soap:VersionMismatch'],
    ['of JSON', 'application/json', 415, 'soap:Client'],
    ['that is absent', ' ', 415, 'soap:Client'],
  ])('%s is refused', async (_what, type, status, faultcode) => {
    const answer = await overSoap(check, { 'content-type': type });
    expect([answer.status, faultIn(answer).faultcode]).toEqual([status, faultcode]);
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
  });
});

describe('the charset at the SOAP door', () => {
  it.each(['utf8', 'us-ascii', 'US-ASCII', '"utf-8"'])('%s is read', async (charset) => {
    const answer = await overSoap(check, { 'content-type': `text/xml; charset=${charset}` });
    expect(resultIn(answer).resultCode).toBe('OK');
  });

  it('ISO-8859-1 is refused by its name', async () => {
    const answer = await overSoap(Buffer.from(check, 'latin1'), {
      'content-type': 'text/xml; charset=ISO-8859-1',
    });
    expect(faultIn(answer).faultstring).toContain('Its Content-Type says charset=iso-8859-1.');
  });
});
