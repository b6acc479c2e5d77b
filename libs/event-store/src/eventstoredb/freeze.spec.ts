import { FreezableRelay, ProtocolServer } from '../../../../test/eventstoredb-protocol-server';
import { ids, newEvents, newStream, pause, received, succeeded } from '../given/events';
import { EventStoreDbEventStore } from './event-store-db';

describe('a connection that freezes', () => {
  let server: ProtocolServer;
  let relay: FreezableRelay;
  let store: EventStoreDbEventStore;
  beforeEach(async () => {
    server = await ProtocolServer.start();
    relay = await FreezableRelay.to(server.port);
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const url = `${relay.url}&keepAliveInterval=200&keepAliveTimeout=200`;
    store = await EventStoreDbEventStore.open(url, { attemptTimeout: 500, deadline: 60_000 });
  });
  afterEach(async () => {
    await store.close();
    relay.close();
    server.die();
    jest.restoreAllMocks();
  });

  it.each([
    ['for a moment', 250, () => relay.thaw()],
    ['for ever, is noticed and replaced', 1000, () => relay.abandonFrozen()],
  ])('%s: appends and subscriptions go on', async (_, milliseconds, recover) => {
    const [stream, events] = [newStream(), newEvents(2)];
    const all = received(store.subscribe(), [stream], 2);
    await store.append(stream, 'no-stream', events.slice(0, 1));
    relay.freeze();
    const append = store.append(stream, 0, events.slice(1));
    await pause(milliseconds);
    recover();
    expect(await append).toMatchObject({ ok: true, revision: 1 });
    expect(ids(await all)).toEqual(ids(events));
    expect(ids(server.log.stream(stream)!)).toEqual(ids(events));
  });
});

describe('A leader that is cut off while the others still name it', () => {
  /** The client pings a silent connection only then, which is later than a busy machine takes. */
  const PING = 60_000;
  let server: ProtocolServer;
  let relay: FreezableRelay;
  let store: EventStoreDbEventStore;
  beforeEach(async () => {
    server = await ProtocolServer.start();
    relay = await FreezableRelay.to(server.port);
    const url = `${server.url}&keepAliveInterval=${PING}`;
    store = await EventStoreDbEventStore.open(url, { attemptTimeout: 500, deadline: PING });
    relay.freeze();
  });
  afterEach(async () => {
    await store.close();
    relay.close();
    server.die();
  });
  const nameCutOffLeader = (): void =>
    server.misbehave({ notLeaderAnswers: 1, leader: { host: '127.0.0.1', port: relay.port } });

  it('is left by reads alone, before the client would notice', async () => {
    const { position } = succeeded(await store.append(newStream(), 'no-stream', newEvents(1)));
    nameCutOffLeader();
    expect(await store.head()).toBe(position);
    expect(relay.connections).toBe(1);
  });

  it('is left by a subscription that began there', async () => {
    const [stream, events] = [newStream(), newEvents(2)];
    await store.append(stream, 'no-stream', events.slice(0, 1));
    const begun = performance.now();
    nameCutOffLeader();
    const head = store.head();
    await pause(100);
    const all = received(store.subscribe(), [stream], 1);
    await head;
    expect(ids(await all)).toEqual(ids(events.slice(0, 1)));
    expect(performance.now() - begun).toBeLessThan(PING);
  });
});
