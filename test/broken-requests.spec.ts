import { randomUUID } from 'node:crypto';
import { call } from './support/call';
import { rawExchange } from './support/raw-exchange';
import { startInProcess, type InProcessService } from './support/in-process-service';

const actor = { employeeId: 'SE165565594230-1A2B' };
const action = {
  requestDate: '2025-01-15T09:30:00',
  requestedBy: actor,
  registrationDate: '2025-01-15T09:45:00',
  registeredBy: actor,
  reasonText: 'Återbesök',
};
const registration = () => ({
  assertionId: randomUUID(),
  assertionType: 'Consent',
  scope: 'NationalLevel',
  patientId: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  careProviderId: 'SE165565594230-1000',
  careUnitId: 'SE165565594230-1B0C',
  registrationAction: action,
});

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

describe('a registration that JSON can be read from in more than one way', () => {
  const text = JSON.stringify(registration());

  it.each([
    ['is not UTF-8', Buffer.from(text, 'latin1')],
    ['ends twice', Buffer.from(text.replace('{', '{"endDate":"2025-01-15T10:00:00","endDate":null,'))],
  ])('is refused, and registers nothing: it %s', async (_name, body) => {
    const refused = await fetch(`${service.url}/v2/register-extended-consent`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect([refused.status, await refused.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'malformed-json' }),
    ]);
    const cancellation = { assertionId: JSON.parse(text).assertionId as string, cancellationAction: action };
    expect((await call(service.url, 'cancel-extended-consent', cancellation)).status).toBe(404);
  });
});

describe('what is no HTTP request', () => {
  const post = 'POST /v2/check-consent HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

  it.each([
    ['a line of something else', 'patient 191212121212\r\n\r\n'],
    ['a length that is no number', `${post}Content-Length: x\r\n\r\n{}`],
    ['two lengths', `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
    ['a length and chunks', `${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  ])('is the same problem as any request that cannot be read: %s', async (_name, sent) => {
    const [head, body] = (await rawExchange(service.url, sent)).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(head).toMatch(/^content-type: application\/problem\+json; charset=utf-8\r$/m);
    expect(head).toMatch(/^x-skltp-correlation-id: [0-9a-f-]{36}\r$/m);
    expect(JSON.parse(body!)).toEqual({
      type: '/problems/bad-request',
      title: expect.any(String),
      status: 400,
      detail: expect.any(String),
      code: 'bad-request',
      error: 'KJF-000103',
      eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });
});

it('says of headers that are too large that they are', async () => {
  const sent = `POST /v2/check-consent HTTP/1.1\r\nHost: localhost\r\nX-Note: ${'x'.repeat(20_000)}\r\n\r\n`;
  const [head, body] = (await rawExchange(service.url, sent)).split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
  expect(head).toMatch(/^content-type: application\/problem\+json; charset=utf-8\r$/m);
  expect(JSON.parse(body!)).toMatchObject({ status: 431, code: 'headers-too-large', error: 'KJF-000113' });
});

describe.each([
  ['/v2/check-consent', 'application/json'],
  ['/CheckConsent/2/rivtabp21', 'text/xml'],
])('a header that cannot be used, at %s', (path, mediaType) => {
  it.each([
    ['Idempotency-Key', ''],
    ['X-Ledger-Min-Position', '-1'],
    ['x-rivta-original-serviceconsumer-hsaid', 'two words'],
    ['x-rivta-acting-on-behalf-of-hsaid', '191212121212'],
  ])('is named in what the caller is told, without its value: %s', async (name, value) => {
    const answer = await fetch(service.url + path, {
      method: 'POST',
      headers: { 'content-type': mediaType, [name]: value },
      body: '{}',
    });
    const told = await answer.text();
    expect(told).toContain(name);
    expect(told).not.toContain('191212121212');
  });
});

it('passes over an expectation that HTTP does not know', async () => {
  const body = JSON.stringify(registration());
  const head = `Host: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`;
  const sent = `POST /v2/register-extended-consent HTTP/1.1\r\n${head}\r\nExpect: nothing\r\nConnection: close\r\n\r\n${body}`;
  expect(await rawExchange(service.url, sent)).toMatch(/^HTTP\/1\.1 201 Created\r\n/);
});
