import { rawExchange } from '../support/raw-exchange';
import { startSignedOn, type SignedOnPortal } from './support/signed-on-portal';

let portal: SignedOnPortal;
beforeAll(async () => (portal = await startSignedOn()));
afterAll(() => portal.close());

describe('what the portal cannot read as HTTP is a problem', () => {
  it.each([
    [
      'headers that are too large',
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'KJF-000113',
    ],
    ['something else', 'patient 191212121212\r\n\r\n', 400, 'KJF-000103'],
  ])('%s', async (_what, sent, status, error) => {
    const [head, body] = (await rawExchange(portal.url, sent)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toMatch(/^content-type: application\/problem\+json; charset=utf-8\r$/m);
    expect(JSON.parse(body!)).toEqual({
      type: 'about:blank',
      title: expect.stringMatching(/\.$/),
      status,
      detail: expect.stringMatching(/\.$/),
      error,
      eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });
});

it('a request under a name of somebody else is refused with a page', async () => {
  const sent = 'GET / HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n';
  const answer = await rawExchange(portal.url, sent);
  expect(answer).toMatch(/^HTTP\/1\.1 421 /);
  expect(answer).toContain('KJF-000110');
  expect(answer).toContain('<h1');
});

it('a compressed form is refused as what it is', async () => {
  const answer = await fetch(`${portal.url}/signed-out`, {
    method: 'POST',
    headers: { 'content-encoding': 'gzip', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'x',
  });
  expect([answer.status, await answer.text()]).toEqual([415, expect.stringContaining('KJF-000112')]);
});

it('a compressed call of the health indicator is refused as what it is', async () => {
  const answer = await fetch(`${portal.url}/v1/helseindikator`, {
    method: 'POST',
    headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
    body: 'x',
  });
  expect([answer.status, await answer.json()]).toEqual([
    415,
    expect.objectContaining({ status: 415, feilkode: 'KJF-000112' }),
  ]);
});
