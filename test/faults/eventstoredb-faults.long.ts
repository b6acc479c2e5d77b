import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDbEventStore } from '#event-store/eventstoredb';
import { ProtocolServer } from '../eventstoredb-protocol-server';
import { call, type Answer } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person } from '../support/people';
import { toCancel, toCheck, toRegister } from '../support/requests';

const APPEND_DEADLINE = 5000;
const READ_DEADLINE = 5000;

/** What a busy machine may take beside a deadline. Who does not keep one waits for ever here. */
const BESIDE = 30_000;

let server: ProtocolServer;
let service: InProcessService;
let people = 3_000_000;

beforeEach(async () => {
  server = await ProtocolServer.start();
  service = await startInProcess({
    EVENT_STORE_URL: server.url,
    APPEND_DEADLINE_MS: String(APPEND_DEADLINE),
    READ_DEADLINE_MS: String(READ_DEADLINE),
  });
});
afterEach(async () => {
  server.heal();
  await service.close();
  server.die();
});

function newConsent() {
  const assertionId = randomUUID();
  const careProviderId = 'SE165565594230-F';
  const place = { patientId: person(people++), careProviderId, careUnitId: `${careProviderId}1` };
  return { assertionId, place, key: { 'idempotency-key': assertionId } };
}

type Consent = ReturnType<typeof newConsent>;

const register = ({ assertionId, place, key }: Consent) =>
  call(service.url, 'register-extended-consent', toRegister(assertionId, place), key);
const cancel = ({ assertionId }: Consent, headers = {}) =>
  call(service.url, 'cancel-extended-consent', toCancel(assertionId), headers);
const check = ({ place }: Consent) => call(service.url, 'check-consent', toCheck(place));

const hasConsent = ({ body }: Answer) =>
  (body as { checkResult?: { hasConsent: boolean } }).checkResult?.hasConsent;

/** The events that the ledger holds of one consent. */
async function eventsOf({ assertionId }: Consent): Promise<string[]> {
  const store = await EventStoreDbEventStore.open(server.url);
  try {
    return (await store.readStream(`consent-${assertionId}`)).map(({ type }) => type);
  } finally {
    await store.close();
  }
}

/** How long something took, and what it came to. */
async function timed<T>(work: Promise<T>): Promise<[T, number]> {
  const begun = performance.now();
  return [await work, performance.now() - begun];
}

const unavailable = { status: 503, body: { code: 'ledger-unavailable' } };

/** Asks until the service answers again, or patience ends. */
async function recovered(ask: () => Promise<Answer>): Promise<Answer> {
  const end = performance.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer.status !== 503 || performance.now() > end) return answer;
    await delay(50);
  }
}

describe('a server that does not answer appends', () => {
  it('is a technical failure within the deadline, and the same request later makes one event', async () => {
    const consent = newConsent();
    server.misbehave({ silentAppends: true });
    const [failed, milliseconds] = await timed(register(consent));
    expect(failed).toMatchObject(unavailable);
    expect(failed.headers.get('content-type')).toContain('application/problem+json');
    expect(milliseconds).toBeLessThan(APPEND_DEADLINE + BESIDE);
    server.heal();
    expect(await recovered(() => register(consent))).toMatchObject({ status: 201 });
    expect(await register(consent)).toMatchObject({ status: 201 });
    expect(await eventsOf(consent)).toEqual(['ConsentRegistered.v1']);
    expect(hasConsent(await recovered(() => check(consent)))).toBe(true);
  });
});

describe('replies that are lost after the commit', () => {
  it('cost no second event and no wrong answer', async () => {
    const consent = newConsent();
    server.misbehave({ dropReplies: 3 });
    const registered = await recovered(() => register(consent));
    expect(registered.status).toBe(201);
    server.misbehave({ dropReplies: 1 });
    const cancelled = await recovered(() => cancel(consent, { 'idempotency-key': randomUUID() }));
    expect(hasConsent(await recovered(() => check(consent)))).toBe(false);
    expect(await eventsOf(consent)).toEqual(['ConsentRegistered.v1', 'ConsentCancelled.v1']);
    expect([200, 503]).toContain(cancelled.status);
  });

  it('leave the truth in every answer, when the caller was told of a failure', async () => {
    const consent = newConsent();
    await register(consent);
    const key = { 'idempotency-key': randomUUID() };
    server.misbehave({ dropReplies: 1000 });
    expect(await cancel(consent, key)).toMatchObject(unavailable);
    server.heal();
    const repeated = await recovered(() => cancel(consent, key));
    expect(repeated).toMatchObject({ status: 200, body: { result: { resultCode: 'OK' } } });
    expect(hasConsent(await recovered(() => check(consent)))).toBe(false);
    expect(await eventsOf(consent)).toEqual(['ConsentRegistered.v1', 'ConsentCancelled.v1']);
  });
});

describe('a server whose end cannot be read', () => {
  it('gives no answer, rather than the one from before', async () => {
    const consent = newConsent();
    await register(consent);
    expect(hasConsent(await recovered(() => check(consent)))).toBe(true);
    server.misbehave({ silentReads: true });
    const [answer, milliseconds] = await timed(check(consent));
    expect(answer.status).toBe(503);
    expect(answer.body).not.toHaveProperty('checkResult');
    expect(milliseconds).toBeLessThan(READ_DEADLINE + BESIDE);
    server.heal();
    expect(hasConsent(await recovered(() => check(consent)))).toBe(true);
  });

  it('makes the service not ready, and ready again', async () => {
    const ready = async () => (await fetch(`${service.url}/health/ready`)).status;
    const untilReady = async () => {
      while ((await ready()) !== 200) await delay(50);
    };
    await untilReady();
    server.misbehave({ silentReads: true });
    expect(await ready()).toBe(503);
    server.heal();
    await untilReady();
  });
});

describe('a server that dies and comes back', () => {
  it('leaves nothing stale, nothing twice and nothing lost', async () => {
    const consents = Array.from({ length: 20 }, newConsent);
    await Promise.all(consents.slice(0, 10).map((consent) => recovered(() => register(consent))));
    server.die();
    const failed = await Promise.all([register(consents[10]!), check(consents[0]!)]);
    expect(failed.map(({ status }) => status)).toEqual([503, 503]);
    await server.comeBack();
    for (const consent of consents)
      expect(await recovered(() => register(consent))).toMatchObject({ status: 201 });
    await Promise.all(consents.slice(0, 10).map((consent) => recovered(() => cancel(consent))));
    const answers = await Promise.all(
      consents.map(async (consent) => hasConsent(await recovered(() => check(consent)))),
    );
    expect(answers).toEqual([...Array<boolean>(10).fill(false), ...Array<boolean>(10).fill(true)]);
    expect(await eventsOf(consents[0]!)).toEqual(['ConsentRegistered.v1', 'ConsentCancelled.v1']);
    expect(await eventsOf(consents[10]!)).toEqual(['ConsentRegistered.v1']);
  });

  it('is followed again: what others wrote meanwhile is in the next answer', async () => {
    const consent = newConsent();
    await recovered(() => register(consent));
    server.dropSubscriptions();
    expect((await cancel(consent)).status).toBe(200);
    expect(hasConsent(await recovered(() => check(consent)))).toBe(false);
  });
});
