import { ProtocolServer, type Faults } from '../../../../test/eventstoredb-protocol-server';
import { StoreUnavailable, type StoredEvent } from '../event-store';
import { eventsOf, ids, newEvents, newStream, ofStreams, pause, received } from '../suite/given';
import { EventStoreDbEventStore } from './event-store-db';

const IMPATIENT = { attemptTimeout: 400, deadline: 5000 };

describe('EventStoreDB on a bad day', () => {
  let server: ProtocolServer;
  let store: EventStoreDbEventStore;
  beforeEach(async () => {
    server = await ProtocolServer.start();
    store = await EventStoreDbEventStore.open(server.url, IMPATIENT);
  });
  afterEach(async () => {
    server.heal();
    await store.close();
    server.die();
  });

  const written = (stream: string): string[] => ids(server.log.stream(stream) ?? []);

  describe('an append', () => {
    const cases: [string, Partial<Faults>][] = [
      ['whose reply is lost after the commit', { dropReplies: 1 }],
      ['that the server says timed out, though it was written', { timeoutAnswers: 1 }],
      ['on a node that is not the leader', { notLeaderAnswers: 1 }],
    ];
    it.each(cases)('%s is written once', async (_, fault) => {
      const stream = newStream();
      const events = newEvents(3);
      server.misbehave(fault);
      const before = server.counts.appends;
      const start = performance.now();
      const result = await store.append(stream, 'no-stream', events);
      expect(result).toEqual({ ok: true, revision: 2, position: server.log.stream(stream)![2]!.position });
      expect(written(stream)).toEqual(ids(events));
      const isToldElsewhere = 'notLeaderAnswers' in fault;
      expect(server.counts.appends - before).toBe(isToldElsewhere ? 1 : 2);
      if (isToldElsewhere) expect(performance.now() - start).toBeLessThan(IMPATIENT.attemptTimeout);
    });

    it('on a silent server is written once, in order, when the server speaks again', async () => {
      server.misbehave({ silentAppends: true });
      const streams = Array.from({ length: 50 }, newStream);
      const events = streams.map(() => newEvents(2));
      const appends = streams.map((stream, index) => store.append(stream, 'no-stream', events[index]!));
      await pause(1000);
      expect(server.log.records).toEqual([]);
      server.heal();
      expect((await Promise.all(appends)).every(({ ok }) => ok)).toBe(true);
      expect(streams.map(written)).toEqual(events.map(ids));
    });

    it('on a server that stays silent is of unknown outcome, and can be made again', async () => {
      await reopen({ attemptTimeout: 100, deadline: 400 });
      server.misbehave({ silentAppends: true });
      const [stream, events] = [newStream(), newEvents(1)];
      const append = store.append(stream, 'no-stream', events);
      await expect(append).rejects.toThrow(StoreUnavailable);
      await expect(append).rejects.toThrow('the outcome of the append is unknown');
      server.heal();
      expect(await store.append(stream, 'no-stream', events)).toMatchObject({ ok: true, revision: 0 });
      expect(written(stream)).toEqual(ids(events));
    });

    it('of one store is no matter to another on a server that dies', async () => {
      const other = await ProtocolServer.start();
      const otherStore = await EventStoreDbEventStore.open(other.url, { attemptTimeout: 100, deadline: 300 });
      server.misbehave({ delay: 150 });
      const slow = store.append(newStream(), 'any', newEvents(1));
      const lost = otherStore.append(newStream(), 'any', newEvents(1)).catch((error: unknown) => error);
      other.die();
      expect(await lost).toBeInstanceOf(Error);
      expect(await slow).toMatchObject({ ok: true });
      await otherStore.close();
    });
  });

  describe('reads', () => {
    it('that break off are made again', async () => {
      const [stream, events] = [newStream(), newEvents(20)];
      await store.append(stream, 'no-stream', events);
      server.misbehave({ breakReads: 1, breakAfter: 7 });
      expect(ids(await store.readStream(stream))).toEqual(ids(events));
      server.misbehave({ breakReads: 1, breakAfter: 7 });
      expect(ids(await ofStreams(store.readAll(), [stream]))).toEqual(ids(events));
    });

    it('of a silent server fail in time', async () => {
      await reopen({ attemptTimeout: 100, deadline: 300 });
      server.misbehave({ silentReads: true });
      await expect(store.readStream(newStream())).rejects.toThrow(StoreUnavailable);
      await expect(store.head()).rejects.toThrow(StoreUnavailable);
      server.heal();
      expect(await store.readStream(newStream())).toEqual([]);
    });

    it('of the head find the leader', async () => {
      server.misbehave({ notLeaderAnswers: 1 });
      const result = await store.append(newStream(), 'any', newEvents(1));
      expect(await store.head()).toBe(result.ok && result.position);
    });
  });

  async function reopen(options: typeof IMPATIENT): Promise<void> {
    await store.close();
    store = await EventStoreDbEventStore.open(server.url, options);
  }

  describe('the head', () => {
    it('is read once for all who wait, and anew for those who ask later', async () => {
      server.misbehave({ delay: 50 });
      const before = server.counts.headReads;
      const early = Array.from({ length: 100 }, () => store.head());
      await pause(20);
      const late = Array.from({ length: 100 }, () => store.head());
      await Promise.all([...early, ...late]);
      expect(server.counts.headReads - before).toBe(2);
    });

    it('is never older than the question', async () => {
      const heads: boolean[] = [];
      const asking = Array.from({ length: 200 }, async () => {
        await pause(Math.random() * 200);
        const result = await store.append(newStream(), 'any', newEvents(1));
        heads.push((await store.head()) >= (result.ok ? result.position : Infinity));
      });
      await Promise.all(asking);
      expect(heads).toEqual(Array.from({ length: 200 }, () => true));
    });

    it('may be an event of the server itself', async () => {
      for (let append = 0; append < 5; append++) await store.append(newStream(), 'any', newEvents(1));
      expect(server.log.records.at(-1)!.type).toBe('$metadata');
      expect(await store.head()).toBe(server.log.records.at(-1)!.position);
    });
  });

  describe('a subscription', () => {
    it('passes the events of the server itself, and says so', async () => {
      for (let append = 0; append < 5; append++) await store.append(newStream(), 'any', newEvents(1));
      const head = await store.head();
      const seen: StoredEvent[] = [];
      for await (const batch of store.subscribe()) {
        seen.push(...batch.events);
        if (batch.position >= head) break;
      }
      expect(seen).toHaveLength(5);
      expect(server.log.records).toHaveLength(6);
    });

    it('that is broken off again and again misses nothing and repeats nothing', async () => {
      const stream = newStream();
      server.misbehave({ breakReads: 4, breakAfter: 30 });
      const all = received(store.subscribe(), [stream], 400);
      for (let count = 0; count < 40; count++) {
        await store.append(stream, 'any', newEvents(10));
        if (count % 10 === 5) server.dropSubscriptions();
      }
      expect(ids(await all)).toEqual(written(stream));
      expect(server.counts.subscriptions).toBeGreaterThan(4);
    });

    it('closes at once while it waits to begin again', async () => {
      const subscription = store.subscribe();
      const ended = ofStreams(eventsOf(subscription), [newStream()]);
      server.die();
      await pause(300);
      await subscription.close();
      expect(await ended).toEqual([]);
      await server.comeBack();
    });

    it('holds the server up while its consumer is slow', async () => {
      const stream = newStream();
      for (let count = 0; count < 30; count++) {
        await store.append(stream, 'any', largeEvents(100));
      }
      const subscription = store.subscribe();
      const batches = subscription[Symbol.asyncIterator]();
      const first = await batches.next();
      await pause(200);
      expect((await batches.next()).value.events.length).toBeLessThanOrEqual(500);
      expect(first.value.events.length).toBeLessThanOrEqual(500);
      await subscription.close();
    });
  });

  describe('a server that dies and comes back', () => {
    it('has all appends once and in order, and its subscribers too', async () => {
      const streams = Array.from({ length: 8 }, newStream);
      const subscription = store.subscribe();
      const all = received(subscription, streams, 8 * 40);
      const writers = Promise.all(streams.map((stream) => writeOneByOne(stream, 40)));
      for (let death = 0; death < 3; death++) {
        await pause(60);
        server.die();
        await pause(150);
        await server.comeBack();
      }
      const expected = await writers;
      expect(streams.map(written)).toEqual(expected);
      const ofAll = server.log.records.filter(({ stream }) => streams.includes(stream));
      expect(ids(await all)).toEqual(ids(ofAll));
    });
  });

  async function writeOneByOne(stream: string, count: number): Promise<string[]> {
    const events = newEvents(count);
    for (const [index, event] of events.entries()) {
      const result = await store.append(stream, index === 0 ? 'no-stream' : index - 1, [event]);
      expect(result).toMatchObject({ ok: true, revision: index });
      await pause(Math.random() * 20);
    }
    return ids(events);
  }
});

const largeEvents = (count: number) =>
  newEvents(count).map((event) => ({ ...event, data: { text: 'x'.repeat(1000) } }));
