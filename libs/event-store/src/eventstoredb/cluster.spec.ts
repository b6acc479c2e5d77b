import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { ProtocolServer } from '../../../../test/eventstoredb-protocol-server';
import { openImpatient } from '../../../../test/eventstoredb-protocol-server/bad-day';
import { NO_POSITION, StoreUnavailable } from '../event-store';
import { ids, newEvents, newStream, pause, received } from '../given/events';
import { connect, disconnect } from './connection';
import { EventStoreDbEventStore } from './event-store-db';

const UNAVAILABLE = Object.assign(new Error('gone'), { code: 14, details: '', metadata: undefined });
const FAST_DISCOVERY = '&maxDiscoverAttempts=2&discoveryInterval=50';

let server: ProtocolServer;
const unhandled: unknown[] = [];
const note = (error: unknown): void => void unhandled.push(error);
beforeEach(async () => {
  server = await ProtocolServer.start();
  unhandled.length = 0;
  process.on('unhandledRejection', note);
});
afterEach(() => {
  process.off('unhandledRejection', note);
  server.die();
});

const clusterUrl = (): string =>
  `esdb://127.0.0.1:${server.port},127.0.0.1:${server.port}?tls=false${FAST_DISCOVERY}`;

/** On a busy machine, an impatient store may give up, and is asked again. */
async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask().catch(() => null);
    if (answer !== null) return answer;
  }
}

describe('A cluster that cannot be discovered', () => {
  it('leaves no rejection to nobody when a call on an old connection fails late', async () => {
    const { client } = connect(clusterUrl());
    const old = await client['getGRPCClient'](StreamsClient, 'test');
    await client['handleError'](old, UNAVAILABLE);
    server.die();
    const rediscovery = client['getChannel']();
    const late = client['handleError'](old, UNAVAILABLE);
    await expect(rediscovery).rejects.toThrow('Failed to discover');
    await expect(late).resolves.toBeUndefined();
    await disconnect(client);
    await pause(20);
    expect(unhandled).toEqual([]);
  });

  it('makes the store unavailable, and nothing else, until there is a leader again', async () => {
    const store = await openImpatient(clusterUrl(), { attemptTimeout: 300, deadline: 900 });
    const [stream, events] = [newStream(), newEvents(2)];
    const all = received(store.subscribe(), [stream], 2);
    await untilAnswered(() => store.append(stream, 'no-stream', events.slice(0, 1)));
    server.misbehave({ notLeaderAnswers: 1 });
    expect(await untilAnswered(() => store.head())).toBeGreaterThan(NO_POSITION);
    server.misbehave({ election: true });
    const refused = [store.head(), store.append(stream, 0, events.slice(1)), store.readStream(stream)];
    await pause(120);
    server.dropSubscriptions();
    for (const { status } of await Promise.allSettled(refused)) expect(status).toBe('rejected');
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
    server.heal();
    const append = () => store.append(stream, 0, events.slice(1));
    expect(await untilAnswered(append)).toMatchObject({ ok: true, revision: 1 });
    expect(ids(await all)).toEqual(ids(events));
    await store.close();
    expect(unhandled).toEqual([]);
  });

  it('leaves a subscription of before alive when another node has become the leader', async () => {
    const store = await EventStoreDbEventStore.open(clusterUrl());
    const [stream, events] = [newStream(), newEvents(1)];
    const all = received(store.subscribe(), [stream], 1);
    await store.head();
    server.misbehave({ notLeaderAnswers: 1 });
    await store.append(stream, 'no-stream', events);
    expect(ids(await all)).toEqual(ids(events));
    expect(server.counts.subscriptions).toBe(1);
    await store.close();
  });
});

it('A server that has just started is asked again until it is ready', async () => {
  server.misbehave({ notReadyAnswers: 2 });
  const store = await EventStoreDbEventStore.open(server.url);
  expect(await store.append(newStream(), 'no-stream', newEvents(1))).toMatchObject({ ok: true });
  expect(server.faults.notReadyAnswers).toBe(0);
  await store.close();
});
