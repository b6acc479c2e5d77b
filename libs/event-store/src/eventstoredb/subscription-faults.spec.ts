import type { StoredEvent } from '../event-store';
import { EventStoreDbEventStore } from './event-store-db';
import { eventsOf, ids, newEvents, newStream, ofStreams, pause, received, succeeded } from '../given/events';
import { ProtocolServer } from '../../../../test/eventstoredb-protocol-server';
import { BadDay } from '../../../../test/eventstoredb-protocol-server/bad-day';

describe('a subscription to EventStoreDB', () => {
  const day = new BadDay();
  describe('on a good day', () => goodDays(day));
  describe('on a bad day', () => badDays(day));
});

function goodDays(day: BadDay): void {
  it('passes the events of the server itself, and says so', async () => {
    for (let append = 0; append < 5; append++) await day.store.append(newStream(), 'any', newEvents(1));
    const head = await day.store.head();
    const seen: StoredEvent[] = [];
    for await (const batch of day.store.subscribe()) {
      seen.push(...batch.events);
      if (batch.position >= head) break;
    }
    expect(seen).toHaveLength(5);
    expect(day.server.log.records).toHaveLength(7);
  });

  it('at the end hands out what is appended right after it, though the end was not known yet', async () => {
    day.server.misbehave({ delay: 30 });
    const subscription = day.store.subscribe({ after: 'end' });
    const [stream, events] = [newStream(), newEvents(1)];
    await day.store.append(stream, 'no-stream', events);
    expect(ids(await received(subscription, [stream], 1))).toEqual(ids(events));
  });

  it('takes no more than it can hold while its consumer is slow', async () => {
    for (let count = 0; count < 30; count++) {
      await day.store.append(newStream(), 'any', newEvents(100));
    }
    const subscription = day.store.subscribe();
    const batches = subscription[Symbol.asyncIterator]();
    await batches.next();
    await pause(500);
    const { value } = await batches.next();
    expect(value.events.length).toBeLessThanOrEqual(500);
    await subscription.close();
  });
}

function badDays(day: BadDay): void {
  it('that is broken off again and again misses nothing and repeats nothing', async () => {
    const stream = newStream();
    day.server.misbehave({ breakReads: 8, breakAfter: 30 });
    const all = received(day.store.subscribe(), [stream], 400);
    for (let count = 0; count < 40; count++) {
      await day.store.append(stream, 'any', newEvents(10));
      if (count % 10 === 5) day.server.dropSubscriptions();
    }
    expect(ids(await all)).toEqual(day.written(stream));
    expect(day.server.counts.subscriptions).toBeGreaterThan(4);
  });

  it('closes at once while it waits to begin again', async () => {
    const subscription = day.store.subscribe();
    const ended = ofStreams(eventsOf(subscription), [newStream()]);
    day.server.die();
    await pause(300);
    await subscription.close();
    expect(await ended).toEqual([]);
    await day.server.comeBack();
  });

  it('has all appends once and in order, though the server dies and comes back under way', async () => {
    const streams = Array.from({ length: 8 }, newStream);
    const all = received(day.store.subscribe(), streams, 8 * 40);
    const writers = Promise.all(streams.map((stream) => writeOneByOne(day, stream, 40)));
    for (let death = 0; death < 3; death++) {
      await pause(60);
      day.server.die();
      await pause(150);
      await day.server.comeBack();
    }
    const expected = await writers;
    expect(streams.map((stream) => day.written(stream))).toEqual(expected);
    const ofAll = day.server.log.records.filter(({ stream }) => streams.includes(stream));
    expect(ids(await all)).toEqual(ids(ofAll));
  });
}

async function writeOneByOne({ store }: BadDay, stream: string, count: number): Promise<string[]> {
  const events = newEvents(count);
  for (const [index, event] of events.entries()) {
    const appended = succeeded(await store.append(stream, index === 0 ? 'no-stream' : index - 1, [event]));
    expect(appended.revision).toBe(index);
    await pause(Math.random() * 20);
  }
  return ids(events);
}

it('An outage is reported once for all subscriptions, and once when the last of them follows again', async () => {
  const server = await ProtocolServer.start();
  const [troubles, recoveries]: [Error[], number[]] = [[], []];
  const store = await EventStoreDbEventStore.open(server.url, {
    onTrouble: (error) => troubles.push(error),
    onRecovered: () => recoveries.push(troubles.length),
  });
  const streams = [newStream(), newStream()];
  const all = streams.map((stream) => received(store.subscribe(), [stream], 1));
  await pause(100);
  for (let outage = 1; outage <= 2; outage++) {
    server.die();
    await pause(500);
    await server.comeBack();
    while (recoveries.length < outage) await pause(20);
    await pause(200);
    expect([troubles.length, recoveries]).toEqual([outage, [1, 2].slice(0, outage)]);
  }
  for (const stream of streams) await store.append(stream, 'no-stream', newEvents(1));
  expect((await Promise.all(all)).flat()).toHaveLength(2);
  await store.close();
  server.die();
});
