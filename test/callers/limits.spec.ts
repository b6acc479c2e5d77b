import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { checkConsentExample } from '#contracts';
import { faultIn, soapCall } from '../support/soap-call';
import { envelope, messageOf, soapContract } from '../support/soap-message';
import { startRegistered, type Caller, type RegisteredService } from './registered-service';

const callers: readonly Caller[] = [
  { clientId: 'modest', limits: { perSecond: 1, burst: 5 } },
  { clientId: 'one-by-one', limits: { concurrent: 1 } },
  { clientId: 'without-metrics', rights: ['check'], limits: { perSecond: 1 } },
  { clientId: 'free' },
];

let service: RegisteredService;
beforeEach(async () => void (service = await startRegistered(callers)));
afterEach(() => service.close());

const check = (clientId: string) => service.call(clientId, 'check-consent', checkConsentExample);
const statusOf = async (clientId: string): Promise<number> => (await check(clientId)).status;

/** So many checks in one request that no test takes long enough for their caller to be let in again. */
async function exhaust(clientId = 'modest'): Promise<void> {
  const questions = Array.from({ length: 1000 }, () => checkConsentExample);
  expect((await service.call(clientId, 'check-consents', { questions })).status).toBe(200);
}

it('a caller beyond its calls a second is refused, and reads when it may call again', async () => {
  await exhaust();
  const { status, headers, body } = await check('modest');
  expect([status, body]).toMatchObject([
    429,
    {
      code: 'too-many-calls',
      error: 'KJF-000115',
      detail: expect.stringMatching(/^At most 1 calls a second/),
    },
  ]);
  const wait = Number(headers.get('retry-after'));
  expect(wait).toBeGreaterThan(800);
  expect(wait).toBeLessThanOrEqual(1000);
});

it('it is a fault at the SOAP door, with the same header', async () => {
  await exhaust();
  const contract = soapContract('CheckConsent');
  const body = envelope(messageOf(contract, checkConsentExample));
  const answer = await soapCall(service.url, contract, body, await service.proofOf('modest'));
  expect([answer.status, faultIn(answer).faultcode]).toEqual([500, 'soap:Client']);
  expect(faultIn(answer).faultstring).toContain('At most 1 calls a second are taken.');
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(800);
});

it('no other caller waits for it, and open addresses stay open to it', async () => {
  await exhaust();
  for (let round = 0; round < 5; round += 1) {
    expect(await Promise.all([statusOf('modest'), statusOf('free')])).toEqual([429, 200]);
    const health = await fetch(`${service.url}/health/live`, { headers: await service.proofOf('modest') });
    expect([health.status, await health.json()]).toEqual([200, { status: 'up' }]);
  }
});

it('addresses that are not its to use count too', async () => {
  await exhaust('without-metrics');
  const headers = await service.proofOf('without-metrics');
  const response = await fetch(`${service.url}/metrics`, { headers });
  expect([response.status, await response.json()]).toMatchObject([429, { code: 'too-many-calls' }]);
});

it('changed limits hold for the next call', async () => {
  await exhaust();
  await service.register({ clientId: 'modest' }, ...callers.slice(1));
  while ((await statusOf('modest')) === 429) await pause(100);
  expect(await statusOf('modest')).toBe(200);
});

/** A check whose body is not sent yet. */
async function begun(clientId: string): Promise<ClientRequest> {
  const headers = { ...(await service.proofOf(clientId)), 'content-type': 'application/json' };
  const sent = request(`${service.url}/v2/check-consent`, { method: 'POST', headers });
  sent.on('error', () => undefined);
  sent.flushHeaders();
  return sent;
}

/** The same, once it keeps its caller from calling. It may have come behind one of the calls that ask for that, and been refused. */
async function held(clientId: string): Promise<ClientRequest> {
  for (;;) {
    const statuses: unknown[] = [];
    const sent = await begun(clientId);
    sent.once('response', (answer: IncomingMessage) => {
      statuses.push(answer.statusCode);
      answer.resume();
    });
    while (!statuses.includes(429)) if ((await statusOf(clientId)) === 429) return sent;
  }
}

it('a caller with as many open calls as it may have is refused, until one is answered', async () => {
  const first = await held('one-by-one');
  expect(await check('one-by-one')).toMatchObject({ status: 429, body: { code: 'too-many-calls' } });
  expect(await statusOf('free')).toBe(200);
  first.end(JSON.stringify(checkConsentExample));
  const [answer] = (await once(first, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(200);
  while ((await statusOf('one-by-one')) === 429) await pause(20);
});

it('a call that its caller gives up counts no longer', async () => {
  const first = await held('one-by-one');
  first.destroy();
  while ((await statusOf('one-by-one')) === 429) await pause(20);
  expect(await statusOf('one-by-one')).toBe(200);
});
