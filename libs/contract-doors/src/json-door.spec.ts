import { text } from 'node:stream/consumers';
import { serveOnLoopback, type LoopbackServer } from '../../../test/support/loopback-server';
import { calledContract } from './called-contract';
import { JsonDoor } from './json-door';

const check = calledContract('CheckConsent', 2);
const register = calledContract('RegisterExtendedConsent', 2);

let service: LoopbackServer;
let door: JsonDoor;
let answer: { readonly status: number; readonly content: object };
beforeAll(async () => {
  service = await serveOnLoopback((request, response) => {
    const { status, content } = answer;
    const headers = { 'content-type': 'application/json' };
    void text(request).then(() => response.writeHead(status, headers).end(JSON.stringify(content)));
  });
  door = new JsonDoor({ address: service.url, timeoutMs: 60_000, headers: () => ({}), tls: {} });
});
afterAll(async () => {
  door.close();
  await service.close();
});

const result = (resultCode: string) => ({ result: { resultCode, resultText: '' } });
const checked = (resultCode: string) => ({ checkResult: result(resultCode) });

it.each([
  [200, 'OK'],
  [200, 'INFO'],
  [400, 'VALIDATION_ERROR'],
  [403, 'ACCESSDENIED'],
  [404, 'NOTFOUND'],
  [409, 'INVALIDSTATE'],
  [500, 'ERROR'],
])('reads an answer of status %s with %s', async (status, code) => {
  answer = { status, content: checked(code) };
  expect((await door.read(check, {})).content).toEqual(checked(code));
});

it('reads that a registration is created', async () => {
  answer = { status: 201, content: result('OK') };
  expect((await door.read(register, {})).content).toEqual(result('OK'));
});

it.each([
  [500, checked('OK'), 'OK came with HTTP status 500 in place of 200.'],
  [201, checked('OK'), 'OK came with HTTP status 201 in place of 200.'],
  [503, checked('INFO'), 'INFO came with HTTP status 503 in place of 200.'],
  [200, checked('ACCESSDENIED'), 'ACCESSDENIED came with HTTP status 200 in place of 403.'],
  [
    502,
    checked('PERHAPS'),
    'An answer without a result code of the contracts came with HTTP status 502 in place of 200.',
  ],
  [
    500,
    { checkResult: null },
    'An answer without a result code of the contracts came with HTTP status 500 in place of 200.',
  ],
])('takes an answer of status %s with %j for none', async (status, content, message) => {
  answer = { status, content };
  await expect(door.read(check, {})).rejects.toMatchObject({ kind: 'not-an-answer', message });
});

it('leaves it to the caller to judge an answer without a result', async () => {
  answer = { status: 200, content: {} };
  expect((await door.read(check, {})).content).toEqual({});
});
