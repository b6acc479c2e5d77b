import { NO_POSITION, type EventStore, type Position } from '../event-store';
import { appendAll, ids, newEvents, newStream, pause, received, succeeded } from './events';

export function subscribes(store: () => EventStore): void {
  let stream: string;
  let before: Position;
  let written: string[];
  beforeAll(async () => {
    stream = newStream();
    before = await store().head();
    const events = newEvents(5);
    written = ids(events);
    await appendAll(store(), stream, events);
  });

  it('from the start of the log', async () => {
    expect(ids(await received(store().subscribe(), [stream], 5))).toEqual(written);
    const explicitly = store().subscribe({ after: NO_POSITION });
    expect(ids(await received(explicitly, [stream], 5))).toEqual(written);
  });

  it('after a position', async () => {
    const events = await received(store().subscribe({ after: before }), [stream], 5);
    expect(events).toEqual(await store().readStream(stream));
    const rest = await received(store().subscribe({ after: events[2]!.position }), [stream], 2);
    expect(ids(rest)).toEqual(written.slice(3));
  });

  it('at the end: only what is appended from then on', async () => {
    const own = newStream();
    await appendAll(store(), own, newEvents(2));
    const subscription = store().subscribe({ after: 'end' });
    const events = received(subscription, [own], 1);
    await keepAppending(store(), own, events);
    const [first] = await events;
    expect(first!.revision).toBeGreaterThanOrEqual(2);
  });

  it('in batches that say how far they reach', async () => {
    const reached: Position[] = [];
    const target = await store().head();
    for await (const batch of store().subscribe({ after: before })) {
      expect(batch.events.every(({ position }) => position <= batch.position)).toBe(true);
      reached.push(batch.position);
      if (batch.position >= target) break;
    }
    expect(reached).toEqual([...reached].sort((a, b) => a - b));
  });
}

/** A server may need a moment to know its end, so events follow one another until one has been received. */
async function keepAppending(store: EventStore, stream: string, events: Promise<unknown>): Promise<void> {
  const received = events.then(() => true);
  do succeeded(await store.append(stream, 'any', newEvents(1)));
  while (!(await Promise.race([received, pause(50)])));
}
