import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { FreezableRelay, ProtocolServer } from './eventstoredb-protocol-server';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { person } from './support/people';
import { toCancel, toCheck, toRegister } from './support/requests';

const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
};

/** So long the rows learn nothing of what is written: the subscription behind them begins that late. */
const ROWS_LACK_MS = 2000;

let server: ProtocolServer;
let cutOff: FreezableRelay;
let service: InProcessService;
beforeEach(async () => {
  server = await ProtocolServer.start();
  cutOff = await FreezableRelay.to(server.port);
  service = await startInProcess({
    EVENT_STORE_URL: server.url,
    READ_DEADLINE_MS: '12000',
    CALLER_RIGHTS: 'audit',
  });
});
afterEach(async () => {
  await service.close();
  cutOff.close();
  server.die();
});

it('A service that only answers checks leaves a leader that was cut off and is still named', async () => {
  await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));
  cutOff.freeze();
  server.misbehave({ notLeaderAnswers: 1, leader: { host: '127.0.0.1', port: cutOff.port } });
  const { status, body } = await call(service.url, 'check-consent', toCheck(place));
  expect(cutOff.connections).toBe(1);
  expect(body).toMatchObject({ checkResult: { hasConsent: true } });
  expect(status).toBe(200);
  expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
});

it('A history is read from the leader, so a follower that lacks the newest event cannot answer it', async () => {
  const assertionId = randomUUID();
  await call(service.url, 'register-extended-consent', toRegister(assertionId, place));
  await call(service.url, 'cancel-extended-consent', toCancel(assertionId));
  server.misbehave({ notLeaderAnswers: 2 });
  const answer = await fetch(`${service.url}/v2/history/${assertionId}`);
  expect(await answer.json()).toMatchObject({
    events: [{ event: 'ConsentRegistered' }, { event: 'ConsentCancelled' }],
  });
  expect(server.faults.notLeaderAnswers).toBe(0);
});

describe('A consent that is read by FHIR', () => {
  const statusOf = async (assertionId: string): Promise<string> => {
    const answer = await fetch(`${service.url}/fhir/Consent/${assertionId}`);
    return ((await answer.json()) as { status: string }).status;
  };

  it('is read from the leader, so a follower that lacks the newest event cannot answer it', async () => {
    const assertionId = randomUUID();
    await call(service.url, 'register-extended-consent', toRegister(assertionId, place));
    await call(service.url, 'cancel-extended-consent', toCancel(assertionId));
    server.misbehave({ notLeaderAnswers: 2 });
    expect(await statusOf(assertionId)).toBe('inactive');
    expect(server.faults.notLeaderAnswers).toBe(0);
  });

  it('is not answered from rows that lack what was acknowledged, while its history can be read', async () => {
    const assertionId = randomUUID();
    await call(service.url, 'register-extended-consent', toRegister(assertionId, place));
    expect(await statusOf(assertionId)).toBe('active');
    const { subscriptions } = server.counts;
    server.misbehave({ delay: ROWS_LACK_MS });
    server.dropSubscriptions();
    while (server.counts.subscriptions === subscriptions) await delay(5);
    server.misbehave({ delay: 0 });
    await call(service.url, 'cancel-extended-consent', toCancel(assertionId));
    expect(await statusOf(assertionId)).toBe('inactive');
  });
});
