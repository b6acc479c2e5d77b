import { randomUUID } from 'node:crypto';
import { rightOfContract, type GuardedName } from '#callers';
import type { Access } from '#audit';
import { messagesOf } from '#contracts';
import { NO_POSITION } from '#event-store';
import { startRegistered, type Caller, type RegisteredService } from '../callers/registered-service';
import { ProtocolServer } from '../eventstoredb-protocol-server';
import type { Answer } from '../support/call';
import { storesOfThisRun } from '../support/live-ledger';
import { person } from '../support/people';
import { toCancel, toCheck, toDelete, toRegister } from '../support/requests';
import { soapCall } from '../support/soap-call';
import { envelope, messageOf, soapContract } from '../support/soap-message';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { keptAccesses } from './kept-accesses';

const [patientId, other] = [person(1), person(2)];
const careProviderId = 'SE165565594230-1A';
const place = { patientId, careProviderId, careUnitId: 'SE165565594230-1B0C' };
const foreign = { ...place, careProviderId: 'SE165565594230-9Z' };
const employeeId = 'SE165565594230-1A2B';
const NEUTRAL = 'Behörighet saknas för att utföra begärd handling';

const callers: readonly Caller[] = [
  { clientId: 'everything', systemId: 'SE165565594230-ALL' },
  { clientId: 'bound', systemId: 'SE165565594230-EHR', careProviders: [careProviderId] },
  { clientId: 'metrics-only', systemId: 'SE165565594230-OPS', rights: ['metrics'] },
  { clientId: 'no-explain', systemId: 'SE165565594230-CHK', rights: ['check'] },
  { clientId: 'platform', systemId: 'SE165565594230-VP', platform: { consumers: ['SE165565594230-EHR'] } },
];

/** A good request of each contract about a consent, by its path. */
const asked = (assertionId: string, { careUnitId, ...at }: typeof place = place) => ({
  'register-extended-consent': toRegister(assertionId, { careUnitId, ...at }),
  'cancel-extended-consent': toCancel(assertionId),
  'delete-extended-consent': toDelete(assertionId),
  'end-consent-by-patient': { assertionId, patientId: at.patientId },
  'get-consents-for-patient': at,
  'get-extended-consents-for-patient': { ...at, getCancelledFlag: true },
  'get-all-extended-consents-for-patient': { patientId: at.patientId, getCancelledFlag: true },
  'get-consents-for-care-provider': { careProviderId: at.careProviderId, getCancelledFlag: true },
  'get-consent-changes': { careProviderId: at.careProviderId },
  'get-consent-snapshot': { careProviderId: at.careProviderId },
  'create-webhook': {
    webhookId: assertionId,
    careProviderId: at.careProviderId,
    address: 'https://a.example/',
  },
  'get-webhooks': { careProviderId: at.careProviderId },
  'rotate-webhook-secret': { webhookId: assertionId, careProviderId: at.careProviderId },
  'redeliver-webhook-messages': { webhookId: assertionId, careProviderId: at.careProviderId },
  'remove-webhook': { webhookId: assertionId, careProviderId: at.careProviderId },
  'as-of': toCheck({ careUnitId, ...at }),
  decisions: { patientId: at.patientId, careProviderId: at.careProviderId },
});

type Path = keyof ReturnType<typeof asked>;

const nameOf = (path: string): string =>
  Object.entries(messagesOf).find(([, messages]) => messages.path === path)?.[0] ?? 'none';

let folder: TemporaryFolder;
let server: ProtocolServer | null = null;
let service: RegisteredService;

async function start(kind: string, more: Record<string, string> = {}): Promise<void> {
  folder = await temporaryFolder();
  server = kind === 'EventStoreDB' ? await ProtocolServer.start() : null;
  const settings = { DATA_DIR: folder.path, ...(server && { EVENT_STORE_URL: server.url }) };
  service = await startRegistered(callers, { ...settings, ...more });
}

afterEach(async () => {
  server?.die();
  await folder.remove();
});

/** What was recorded until the service had stopped. */
async function recorded(): Promise<Access[]> {
  await service.close();
  return keptAccesses({ folder: folder.path, ...(server && { url: server.url }) });
}

/** Calls a contract under a correlation id of its own, which finds its record. */
async function send(clientId: string, path: Path, body: object, headers = {}) {
  const correlationId = randomUUID();
  const answer = await service.call(clientId, path, body, {
    'x-skltp-correlation-id': correlationId,
    ...headers,
  });
  return { correlationId, answer };
}

const history = async (clientId: string, assertionId: string) => {
  const correlationId = randomUUID();
  const headers = { ...(await service.proofOf(clientId)), 'x-skltp-correlation-id': correlationId };
  const response = await fetch(`${service.url}/v2/history/${assertionId}`, { headers });
  return { correlationId, status: response.status, text: await response.text() };
};

async function registered(at = place): Promise<string> {
  const assertionId = randomUUID();
  const { answer } = await send('everything', 'register-extended-consent', toRegister(assertionId, at));
  expect(answer.status).toBe(201);
  return assertionId;
}

const by = (accesses: readonly Access[], id: string) =>
  accesses.filter(({ correlationId }) => correlationId === id);

/** The text of an answer, without what differs from one to the next. */
const textOf = ({ body }: Answer, assertionId: string): string =>
  JSON.stringify(body)
    .replaceAll(assertionId, 'the id')
    .replaceAll(/"eventId":"[^"]*"/g, '');

describe.each(storesOfThisRun)('on %s', (kind) => {
  const proof = { kind: 'token', issuer: expect.any(String) as string, subject: 'everything' };

  it('every query that shows something of a patient is recorded: who asked, about whom, and how much was shown', async () => {
    await start(kind);
    const assertionId = await registered();
    await service.call('everything', 'check-consent', toCheck(place));
    const requests = asked(assertionId);
    const queries: readonly (readonly [Path, Partial<Access>])[] = [
      ['get-consents-for-patient', { patient: patientId, careProviderId }],
      ['get-extended-consents-for-patient', { patient: patientId, careProviderId }],
      ['get-all-extended-consents-for-patient', { patient: patientId }],
      ['get-consents-for-care-provider', { careProviderId }],
      ['get-consent-changes', { careProviderId }],
      ['get-consent-snapshot', { careProviderId }],
      ['as-of', { patient: patientId, careProviderId, careUnitId: place.careUnitId, employeeId }],
      ['decisions', { patient: patientId, careProviderId, position: NO_POSITION }],
    ];
    const expected: object[] = [];
    for (const [path, about] of queries) {
      const { correlationId, answer } = await send('everything', path, requests[path], {
        'x-rivta-acting-on-behalf-of-hsaid': 'SE165565594230-9003',
      });
      expect(answer.status).toBe(200);
      const all = { contract: nameOf(path), correlationId, onBehalfOf: 'SE165565594230-9003', ...about };
      expected.push({ position: expect.any(Number) as number, ...all });
    }
    const { correlationId, status } = await history('everything', assertionId);
    expect(status).toBe(200);
    expected.push({
      position: expect.any(Number) as number,
      contract: 'History',
      patient: patientId,
      assertionId,
      correlationId,
    });
    const found = await recorded();
    expect(found).toEqual(
      expected.map((one) => ({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        askedAt: expect.any(Number) as number,
        isGranted: true,
        shown: 1,
        callerId: 'SE165565594230-ALL',
        proof,
        door: 'json',
        ...one,
      })),
    );
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  });

  it('nothing is recorded of a change, of a check that has a record, or of a request that is at fault', async () => {
    await start(kind);
    const assertionId = await registered();
    await send('everything', 'cancel-extended-consent', toCancel(assertionId));
    await service.call('everything', 'check-consent', toCheck(place));
    await service.call('everything', 'check-consents', { questions: [toCheck(place)] });
    await send('everything', 'get-consents-for-patient', { careProviderId });
    expect(await recorded()).toEqual([]);
  });

  it('the other door records the same', async () => {
    await start(kind);
    const soap = soapContract('GetConsentsForPatient');
    const body = envelope(messageOf(soap, { patientId, careProviderId }));
    const headers = { ...(await service.proofOf('bound')), 'x-skltp-correlation-id': 'soap' };
    expect((await soapCall(service.url, soap, body, headers)).status).toBe(200);
    expect(await recorded()).toMatchObject([
      { contract: 'GetConsentsForPatient', callerId: 'SE165565594230-EHR', correlationId: 'soap', shown: 0 },
    ]);
  });

  it('a call without the right is recorded for every contract, and the caller reads one text', async () => {
    await start(kind);
    const requests = asked(randomUUID());
    const sent: [string, Access['contract']][] = [];
    for (const [path, body] of Object.entries(requests) as [Path, object][]) {
      const { correlationId, answer } = await send('metrics-only', path, body);
      const isForAuditors = rightOfContract[nameOf(path) as GuardedName] === 'audit';
      expect([path, answer.status]).toEqual([path, 403]);
      expect([path, JSON.stringify(answer.body)]).toEqual([
        path,
        expect.stringContaining(isForAuditors ? 'right-missing' : `"resultText":"${NEUTRAL}"`),
      ]);
      sent.push([correlationId, nameOf(path)]);
    }
    const look = await history('metrics-only', randomUUID());
    expect([look.status, look.text]).toEqual([403, expect.stringContaining('right-missing')]);
    sent.push([look.correlationId, 'History']);
    const found = await recorded();
    expect(found.map(({ correlationId, contract }) => [correlationId, contract])).toEqual(sent);
    for (const access of found)
      expect(access).toMatchObject({
        isGranted: false,
        denial: 'right',
        shown: 0,
        position: NO_POSITION,
        callerId: 'SE165565594230-OPS',
      });
    expect(found[0]).toMatchObject({ patient: patientId, careProviderId, employeeId });
  });

  it('what cannot be read is denied and recorded without what it is about, also of a check', async () => {
    await start(kind);
    const nonsense = { patientId: '191212121212', assertionId: '191212121212' };
    await send('metrics-only', 'get-consents-for-patient', nonsense);
    await service.call('metrics-only', 'check-consent', nonsense);
    const found = await recorded();
    expect(found.map(({ contract, denial }) => [contract, denial])).toEqual([
      ['GetConsentsForPatient', 'right'],
      ['CheckConsent', 'right'],
    ]);
    expect(JSON.stringify(found)).not.toContain('191212121212');
  });

  it('a call about another care provider is recorded with its reason, also where it is answered as if nothing were there', async () => {
    await start(kind);
    const assertionId = await registered(foreign);
    const none = randomUUID();
    const denials: [string, string | undefined][] = [];
    for (const path of ['register-extended-consent', 'get-consents-for-patient', 'as-of'] as const) {
      const { correlationId, answer } = await send('bound', path, asked(randomUUID(), foreign)[path]);
      expect(JSON.stringify(answer.body)).toContain(NEUTRAL);
      denials.push([correlationId, 'care-provider']);
    }
    const closing = ['cancel-extended-consent', 'delete-extended-consent', 'end-consent-by-patient'] as const;
    for (const path of closing) {
      const hidden = await send('bound', path, asked(assertionId, foreign)[path]);
      const absent = await send('bound', path, asked(none, foreign)[path]);
      expect(textOf(hidden.answer, assertionId)).toBe(textOf(absent.answer, none));
      denials.push([hidden.correlationId, 'care-provider'], [absent.correlationId, undefined]);
    }
    const notTheirs = { assertionId, patientId: other };
    const { correlationId } = await send('everything', 'end-consent-by-patient', notTheirs);
    denials.push([correlationId, 'patient']);
    const looks = [await history('bound', assertionId), await history('bound', none)] as const;
    expect(looks.map(({ status }) => status)).toEqual([404, 404]);
    const found = await recorded();
    for (const [id, denial] of denials)
      expect([denial, by(found, id).map((access) => access.denial)]).toEqual([
        denial,
        denial ? [denial] : [],
      ]);
    expect(by(found, looks[0].correlationId)).toMatchObject([
      { contract: 'History', assertionId, isGranted: false, denial: 'care-provider', shown: 0 },
    ]);
    expect(by(found, looks[1].correlationId)).toEqual([]);
  });

  it('a platform that may not speak for a system, and a check that may not be explained, are recorded', async () => {
    await start(kind);
    const headers = { 'x-rivta-original-serviceconsumer-hsaid': 'SE165565594230-OTHER' };
    await send('platform', 'get-consents-for-patient', asked('')['get-consents-for-patient'], headers);
    const explain = { 'x-ledger-explain': 'true' };
    const denied = await service.call('no-explain', 'check-consent', toCheck(place), explain);
    expect(denied.status).toBe(403);
    expect(await recorded()).toMatchObject([
      { denial: 'consumer', originalConsumer: 'SE165565594230-OTHER', callerId: 'SE165565594230-VP' },
      { denial: 'right', contract: 'CheckConsent', callerId: 'SE165565594230-CHK', patient: patientId },
    ]);
  });

  it('buffered, records are written before the service has stopped; off, there is none', async () => {
    for (const [mode, count] of [
      ['buffered', 30],
      ['off', 0],
    ] as const) {
      await start(kind, { DECISION_LOG: mode });
      const request = asked('')['get-consents-for-patient'];
      await Promise.all(Array.from({ length: 30 }, () => send('bound', 'get-consents-for-patient', request)));
      expect((await recorded()).length).toBe(count);
      await folder.remove();
    }
  });
});
