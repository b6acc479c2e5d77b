import type { EventStore, StoredEvent } from '../event-store';
import {
  appendAll,
  eventsOf,
  ids,
  isStrictlyAscending,
  newEvents,
  newStream,
  ofStreams,
  pause,
  positions,
  received,
  succeeded,
} from './events';

export function staysLive(store: () => EventStore): void {
  it('after it has caught up', async () => {
    const stream = newStream();
    const before = await store().head();
    const events = newEvents(6);
    succeeded(await store().append(stream, 'no-stream', events.slice(0, 3)));
    const all = received(store().subscribe({ after: before }), [stream], 6);
    for (const event of events.slice(3)) {
      await pause(20);
      succeeded(await store().append(stream, 'any', [event]));
    }
    expect(await all).toEqual(await store().readStream(stream));
  });

  it('with no gap and no duplicate while writers race', async () => {
    const before = await store().head();
    const streams = Array.from({ length: 8 }, newStream);
    const writers = Promise.all(streams.map((stream) => writeOneByOne(store(), stream, 30)));
    await pause(5);
    const early = received(store().subscribe({ after: before }), streams, 240);
    await writers;
    const late = received(store().subscribe({ after: before }), streams, 240);
    expectAllOf(await early, await writers);
    expect(await late).toEqual(await early);
  });

  it('for two subscriptions at once, of which one is slow', async () => {
    const stream = newStream();
    const before = await store().head();
    await appendAll(store(), stream, newEvents(30));
    const slow = slowly(store(), before, stream, 60);
    const quick = received(store().subscribe({ after: before }), [stream], 60);
    succeeded(await store().append(stream, 29, newEvents(30)));
    expect(await slow).toEqual(await quick);
    expect(await quick).toEqual(await store().readStream(stream));
  });

  it('and a head it has passed has all that was acknowledged before', async () => {
    const stream = newStream();
    const subscription = store().subscribe({ after: await store().head() });
    await appendAll(store(), stream, newEvents(40));
    const head = await store().head();
    const seen: string[] = [];
    for await (const batch of subscription) {
      seen.push(...ids(batch.events.filter((event) => event.stream === stream)));
      if (batch.position >= head) break;
    }
    expect(seen).toHaveLength(40);
  });
}

async function writeOneByOne(store: EventStore, stream: string, count: number): Promise<string[]> {
  const events = newEvents(count);
  for (const event of events) succeeded(await store.append(stream, 'any', [event]));
  return ids(events);
}

function expectAllOf(events: readonly StoredEvent[], written: string[][]): void {
  expect(ids(events).sort()).toEqual(written.flat().sort());
  expect(isStrictlyAscending(positions(events))).toBe(true);
}

async function slowly(store: EventStore, after: number, stream: string, count: number) {
  const subscription = store.subscribe({ after });
  async function* withPauses() {
    for await (const event of eventsOf(subscription)) {
      await pause(2);
      yield event;
    }
  }
  const events = await ofStreams(withPauses(), [stream], count);
  await subscription.close();
  return events;
}
