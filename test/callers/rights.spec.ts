import { randomUUID } from 'node:crypto';
import { soapPath } from '../../apps/api/src/doors/soap';
import type { Answer } from '../support/call';
import { toCancel, toCheck, toDelete, toRegister } from '../support/requests';
import { resultIn, soapCall } from '../support/soap-call';
import { addressHeader, envelope, messageOf, NATIONAL_SERVICE, soapContract } from '../support/soap-message';
import { startRegistered, type Caller, type RegisteredService } from './registered-service';

const patientId = { root: '1.2.752.129.2.1.3.1', extension: '191212121212' };
const own = { patientId, careProviderId: 'SE165565594230-1A', careUnitId: 'SE165565594230-1B0C' };
const foreign = { ...own, careProviderId: 'SE165565594230-9Z' };
const DENIED = 'Behörighet saknas för att utföra begärd handling';
const ORIGINAL = 'x-rivta-original-serviceconsumer-hsaid';

const callers: readonly Caller[] = [
  { clientId: 'everything', systemId: 'SE165565594230-ALL' },
  { clientId: 'bound', systemId: 'SE165565594230-EHR', careProviders: [own.careProviderId] },
  { clientId: 'checks-only', contracts: ['CheckConsent'] },
  { clientId: 'no-checks', rights: ['read', 'write'] },
  { clientId: 'platform', systemId: 'SE165565594230-VP', platform: { consumers: ['SE165565594230-EHR'] } },
];

let service: RegisteredService;
beforeAll(async () => void (service = await startRegistered(callers)));
afterAll(() => service.close());

const resultOf = ({ body }: Answer) => {
  const { result, checkResult } = body as Record<string, { result?: object }>;
  return result ?? checkResult?.result;
};

const registered = async (place = own, clientId = 'everything', headers = {}): Promise<string> => {
  const assertionId = randomUUID();
  const answer = await service.call(
    clientId,
    'register-extended-consent',
    toRegister(assertionId, place),
    headers,
  );
  expect(answer.status).toBe(201);
  return assertionId;
};

/** What auditors find about a call. */
async function decisionOf(correlationId: string): Promise<Record<string, unknown> | undefined> {
  const { body } = await service.call('everything', 'decisions', { correlationId });
  const { decisionsResult } = body as { decisionsResult: { decisions: Record<string, unknown>[] } };
  return decisionsResult.decisions[0];
}

describe('a check that is denied is recorded, with the reason for auditors, and one text for the caller', () => {
  it.each([
    ['no-checks', own, {}, 'right'],
    ['bound', foreign, {}, 'care-provider'],
    ['platform', own, { [ORIGINAL]: 'SE165565594230-OTHER' }, 'consumer'],
  ])('%s', async (clientId, place, headers, denial) => {
    const correlationId = randomUUID();
    const all = { ...headers, 'x-skltp-correlation-id': correlationId };
    const answer = await service.call(clientId, 'check-consent', toCheck(place), all);
    expect([answer.status, answer.body]).toEqual([
      403,
      { checkResult: { result: { resultCode: 'ACCESSDENIED', resultText: DENIED }, hasConsent: false } },
    ]);
    expect(await decisionOf(correlationId)).toMatchObject({
      result: 'ACCESSDENIED',
      hasConsent: false,
      denial,
      proof: { kind: 'token', issuer: service.issuer.url, subject: clientId },
    });
  });
});

it('a contract that is not on the list of the caller is denied, with its right or without', async () => {
  const answer = await service.call('checks-only', 'cancel-extended-consent', toCancel(randomUUID()));
  expect(resultOf(answer)).toEqual({ resultCode: 'ACCESSDENIED', resultText: DENIED });
  expect((await service.call('checks-only', 'check-consent', toCheck(own))).status).toBe(200);
});

it('what is denied is denied before the body is validated', async () => {
  const answer = await service.call('checks-only', 'register-extended-consent', { nonsense: true });
  expect(resultOf(answer)).toMatchObject({ resultCode: 'ACCESSDENIED' });
});

describe('the consent of another care provider is answered as one that does not exist, whatever became of it', () => {
  const closings = {
    'cancel-extended-consent': toCancel,
    'delete-extended-consent': toDelete,
    'end-consent-by-patient': (assertionId: string) => ({ assertionId, patientId }),
  };

  it.each(Object.entries(closings))('%s', async (contract, body) => {
    const [open, closed, unknown] = [await registered(foreign), await registered(foreign), randomUUID()];
    await service.call('everything', 'cancel-extended-consent', toCancel(closed));
    const answers = [open, closed, unknown].map(async (id) => {
      const { status, headers, body: answer } = await service.call('bound', contract, body(id));
      const names = [...headers.keys()].filter((name) => name !== 'x-ledger-position');
      return { status, names, text: JSON.stringify(answer).replaceAll(id, 'ID') };
    });
    const [ofOpen, ofClosed, ofUnknown] = await Promise.all(answers);
    expect(ofUnknown).toMatchObject({ status: 404 });
    expect([ofOpen, ofClosed]).toEqual([ofUnknown, ofUnknown]);
    expect((await service.call('everything', 'check-consent', toCheck(foreign))).body).toMatchObject({
      checkResult: { hasConsent: true },
    });
  });

  it('history', async () => {
    const get = async (id: string) => {
      const headers = await service.proofOf('bound');
      const response = await fetch(`${service.url}/v2/history/${id}`, { headers });
      return [response.status, ((await response.json()) as { code: string }).code];
    };
    expect(await get(await registered(foreign))).toEqual([404, 'unknown-consent']);
    expect(await get(randomUUID())).toEqual([404, 'unknown-consent']);
  });
});

describe('the header that names the original consumer', () => {
  const ownerOf = async (assertionId: string): Promise<unknown> => {
    const headers = await service.proofOf('everything');
    const response = await fetch(`${service.url}/v2/history/${assertionId}`, { headers });
    const { events } = (await response.json()) as {
      events: { ownerId: string; originalConsumer: string }[];
    };
    return [events[0]!.ownerId, events[0]!.originalConsumer];
  };

  it('makes the owner, from a platform that may speak for it', async () => {
    const id = await registered(own, 'platform', { [ORIGINAL]: 'SE165565594230-EHR' });
    expect(await ownerOf(id)).toEqual(['SE165565594230-EHR', 'SE165565594230-EHR']);
  });

  it('is only kept as what it says, from all others', async () => {
    const id = await registered(own, 'bound', { [ORIGINAL]: 'SE165565594230-VP' });
    expect(await ownerOf(id)).toEqual(['SE165565594230-EHR', 'SE165565594230-VP']);
  });

  it('gives no rights', async () => {
    const headers = { [ORIGINAL]: 'SE165565594230-ALL' };
    const answer = await service.call('bound', 'check-consent', toCheck(foreign), headers);
    expect(resultOf(answer)).toMatchObject({ resultCode: 'ACCESSDENIED' });
  });
});

it('both doors are behind the same rights', async () => {
  const contract = soapContract('CheckConsent');
  const body = envelope(messageOf(contract, toCheck(foreign)), addressHeader(NATIONAL_SERVICE));
  const headers = await service.proofOf('bound');
  expect(resultIn(await soapCall(service.url, contract, body, headers))).toEqual({
    resultCode: 'ACCESSDENIED',
    resultText: DENIED,
  });
  expect((await fetch(service.url + soapPath(contract), { method: 'POST', body })).status).toBe(500);
});

it('a changed register holds for the next request', async () => {
  const statusOf = async () => (await service.call('checks-only', 'check-consent', toCheck(own))).status;
  expect(await statusOf()).toBe(200);
  await service.register(...callers.filter(({ clientId }) => clientId !== 'checks-only'));
  while ((await statusOf()) === 200) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await statusOf()).toBe(401);
});
