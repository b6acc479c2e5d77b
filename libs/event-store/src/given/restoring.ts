import { randomUUID } from 'node:crypto';
import { knownPosition, type Position, type StoredEvent } from '../event-store';
import { CannotRestore, type RestorableStore } from '../restorable-store';
import { appendAll, ids, newEvent, newEvents, newStream, ofStreams, positions, received } from './events';

/** Events as another log held them: of the named streams in this order, behind a position, with gaps. */
export function foreignEvents(after: Position, streams: readonly string[]): StoredEvent[] {
  const next = new Map<string, number>();
  return streams.map((stream, index) => {
    const revision = next.get(stream) ?? 0;
    next.set(stream, revision + 1);
    const position = after + 3 + 2 * index;
    return { ...newEvent({ index }, { caller: 'å' }), stream, revision, position };
  });
}

/** What people know of an event; where a server has put it is its own matter. */
export const asKnown = (event: StoredEvent): StoredEvent => {
  const { originalPosition: _, ...rest } = event;
  return { ...rest, position: knownPosition(event) };
};

const known = (events: readonly StoredEvent[]): StoredEvent[] => events.map(asKnown);

export function restoresEvents(store: () => RestorableStore): void {
  describe('as they were', () => keepsThem(store));
  describe('and refuses what is not the next', () => refusesWrongOnes(store));
  describe('and goes on', () => goesOn(store));
  it('and is marked until all is there', () => keepsTheMark(store()));
  it('many of them', () => keepsMany(store()));
}

function keepsThem(store: () => RestorableStore): void {
  it('in their order, across streams, with ids, revisions and positions', async () => {
    const [a, b, c] = [newStream(), newStream(), newStream()];
    const events = foreignEvents(await store().head(), [a, b, a, a, c, b, a, c, c]);
    await store().restore(events);
    expect(known(await ofStreams(store().readAll(), [a, b, c]))).toEqual(events);
    for (const stream of [a, b, c]) {
      const own = events.filter((event) => event.stream === stream);
      expect(known(await store().readStream(stream))).toEqual(own);
      expect(known(await store().readStream(stream, { direction: 'backwards' }))).toEqual(own.toReversed());
    }
  });

  it('which a store that was restored from hands out itself', async () => {
    const stream = newStream();
    await store().restore(foreignEvents(await store().head(), [stream]));
    const [held] = await store().readStream(stream);
    const moved = {
      ...held!,
      stream: newStream(),
      id: randomUUID(),
      originalPosition: (await store().head()) + 7,
    };
    await store().restore([{ ...moved, position: 0 }]);
    const [read] = await store().readStream(moved.stream);
    expect(knownPosition(read!)).toBe(moved.originalPosition);
    expect(read!.metadata).toEqual({ caller: 'å' });
  });

  it('once, when they are restored again', async () => {
    const [a, b] = [newStream(), newStream()];
    const events = foreignEvents(await store().head(), [a, b, a, b, b]);
    await store().restore(events);
    const before = await ofStreams(store().readAll(), [a, b]);
    await store().restore(events);
    expect(await ofStreams(store().readAll(), [a, b])).toEqual(before);
  });

  it('none, when there is none', async () => {
    const head = await store().head();
    await store().restore([]);
    expect(await store().head()).toBe(head);
  });
}

async function keepsMany(store: RestorableStore): Promise<void> {
  const streams = Array.from({ length: 60 }, newStream);
  const order = Array.from({ length: 3000 }, (_, index) => streams[(index * index) % 60]!);
  const from = await store.head();
  const events = foreignEvents(from, order);
  await store.restore(events.slice(0, 1999));
  await store.restore(events.slice(1999));
  expect(known(await ofStreams(store.readAll({ from }), streams))).toEqual(events);
  const ofFirst = events.filter(({ stream }) => stream === order[0]);
  expect(known(await store.readStream(order[0]!))).toEqual(ofFirst);
}

function refusesWrongOnes(store: () => RestorableStore): void {
  const wrong: [string, (event: StoredEvent) => StoredEvent][] = [
    ['one that leaves a gap in its stream', (event) => ({ ...event, revision: 4 })],
    ['one whose revision is taken', (event) => ({ ...event, revision: 1 })],
    ['one that begins its stream anew', (event) => ({ ...event, revision: 0 })],
    ['one of a stream that does not exist', (event) => ({ ...event, stream: newStream() })],
  ];

  it.each(wrong)('%s, and writes nothing', async (_, spoilt) => {
    const [a, b] = [newStream(), newStream()];
    const events = foreignEvents(await store().head(), [a, a, a, a, b]);
    await store().restore(events.slice(0, 3));
    const refused = store().restore([spoilt(events[3]!), events[4]!]);
    await expect(refused).rejects.toThrow(CannotRestore);
    await expect(refused).rejects.toThrow(`The event at position ${events[3]!.position} cannot be restored`);
    expect(ids(await ofStreams(store().readAll(), [a, b]))).toEqual(ids(events.slice(0, 3)));
    await store().restore(events.slice(3));
    expect(ids(await ofStreams(store().readAll(), [a, b]))).toEqual(ids(events));
  });
}

function goesOn(store: () => RestorableStore): void {
  it('appending behind all that was restored', async () => {
    const stream = newStream();
    const events = foreignEvents(await store().head(), [stream, stream]);
    await store().restore(events);
    const result = await store().append(stream, 1, newEvents(1));
    expect(result).toMatchObject({ ok: true, revision: 2 });
    const { position } = await appendAll(store(), newStream(), newEvents(1));
    expect(position).toBeGreaterThan(events[1]!.position);
    const [, , third] = await store().readStream(stream);
    expect(third!.originalPosition).toBeUndefined();
  });

  it('handing them out to those who follow, with their places', async () => {
    const [a, b] = [newStream(), newStream()];
    const head = await store().head();
    const events = foreignEvents(head, [a, b, a, b, a]);
    const live = received(store().subscribe({ after: head }), [a, b], 5);
    await store().restore(events);
    expect(known(await live)).toEqual(events);
    const [, second] = positions(await live);
    const rest = await received(store().subscribe({ after: second! }), [a, b], 3);
    expect(known(rest)).toEqual(events.slice(2));
  });

  it('knowing of no other process that has the log open', () => {
    expect(store().otherProcesses()).toEqual([]);
  });
}

async function keepsTheMark(store: RestorableStore): Promise<void> {
  const mark = { sha256: 'c0ffee', events: 3, root: 'root' };
  expect(await store.restorationUnderWay()).toBeUndefined();
  await store.markRestoration(mark);
  const stream = newStream();
  const events = foreignEvents(await store.head(), [stream]);
  await store.restore(events);
  expect(await store.restorationUnderWay()).toEqual(mark);
  await store.markRestoration(undefined);
  expect(await store.restorationUnderWay()).toBeUndefined();
  const types: string[] = [];
  for await (const { type } of store.readAll()) types.push(type);
  expect(types).not.toContain('$metadata');
}
