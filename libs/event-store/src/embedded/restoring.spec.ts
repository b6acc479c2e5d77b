import fc from 'fast-check';
import type { StoredEvent } from '../event-store';
import { CannotRestore } from '../restorable-store';
import { newEvent, pause, received } from '../given/events';
import { foreignEvents } from '../given/restoring';
import { EmbeddedEventStore } from './embedded-event-store';
import { Directories, run } from './given/directories';
import { POSITIONS_PER_RECORD } from './stream-index';

const directories = new Directories();
afterAll(() => directories.remove());

const openNew = async (): Promise<EmbeddedEventStore> => EmbeddedEventStore.open(await directories.make());

async function allEvents(store: EmbeddedEventStore, direction?: 'backwards'): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of store.readAll({ direction })) events.push(event);
  return events;
}

describe('Restoring into an embedded log', () => {
  it('keeps the positions themselves, gaps and all', async () => {
    const store = await openNew();
    const events = foreignEvents(1_000_000_000_000, ['a', 'b', 'a']);
    await store.restore(events);
    expect(await allEvents(store)).toEqual(events);
    expect(await store.head()).toBe(events[2]!.position);
    await store.close();
  });

  it.each([0, -1])(
    'refuses a position that is not behind the head (%p), and writes nothing',
    async (step) => {
      const store = await openNew();
      const events = foreignEvents(10, ['a', 'b', 'a', 'b']);
      await store.restore(events.slice(0, 2));
      const behind = { ...events[3]!, position: events[2]!.position + step };
      await expect(store.restore([events[2]!, behind])).rejects.toThrow(CannotRestore);
      const overHead = { ...events[2]!, position: events[1]!.position + step };
      await expect(store.restore([overHead])).rejects.toThrow(/has come to 15 already/);
      expect(await allEvents(store)).toEqual(events.slice(0, 2));
      await store.close();
    },
  );

  it('refuses what is at the positions already, when it is not exactly that', async () => {
    const store = await openNew();
    const events = foreignEvents(0, ['a', 'b']);
    await store.restore(events);
    const changed = { ...events[1]!, data: { index: 7 } };
    await expect(store.restore([events[0]!, changed])).rejects.toThrow(CannotRestore);
    expect(await allEvents(store)).toEqual(events);
    await store.close();
  });

  it.each<[string, Partial<StoredEvent>]>([
    ['an id', { id: 'no-uuid' }],
    ['the name of a stream', { stream: '' }],
    ['the size of an event', { data: { text: 'x'.repeat(1024 * 1024) } }],
  ])('refuses what is not %s before anything is restored', async (_, spoilt) => {
    const store = await openNew();
    const check = store.restoreCheck();
    const [first, second] = foreignEvents(0, ['a', 'b']) as [StoredEvent, StoredEvent];
    check(first);
    expect(() => check({ ...second, ...spoilt })).toThrow(CannotRestore);
    await store.close();
  });

  it('finds its way in streams of many records, whose positions have gaps', async () => {
    const store = await openNew();
    const count = 5 * POSITIONS_PER_RECORD + 3;
    const events = foreignEvents(
      0,
      Array.from({ length: 2 * count }, (_, index) => `s${index % 2}`),
    );
    for (let start = 0; start < events.length; start += 70)
      await store.restore(events.slice(start, start + 70));
    const own = events.filter(({ stream }) => stream === 's1');
    expect(await store.readStream('s1')).toEqual(own);
    for (let from = 0; from < count; from += 7) {
      expect(await store.readStream('s1', { from, limit: 3 })).toEqual(own.slice(from, from + 3));
    }
    await store.close();
  });

  it('resolves before the log is closed', async () => {
    const path = await directories.make();
    const store = await EmbeddedEventStore.open(path);
    const restored = store.restore(foreignEvents(0, ['a', 'b']));
    await store.close();
    await restored;
    const again = await EmbeddedEventStore.open(path);
    expect(await allEvents(again)).toHaveLength(2);
    await again.close();
  });

  it('tells of another process that has the log open, for as long as it has', async () => {
    const path = await directories.make();
    const store = await EmbeddedEventStore.open(path);
    const follower = run('follow', [path, 1]);
    while (store.otherProcesses().length === 0) await pause(5);
    expect(store.otherProcesses()).toEqual([follower.process.pid]);
    follower.process.kill('SIGKILL');
    await follower.exited;
    expect(store.otherProcesses()).toEqual([]);
    await store.close();
  });
});

const STREAMS = ['a', 'b', 'c'];

const aHistory = fc.array(
  fc.record({
    stream: fc.constantFrom(...STREAMS),
    gap: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 1e9 })),
    isRestored: fc.boolean(),
    closes: fc.integer({ min: 0, max: 9 }),
  }),
  { maxLength: 60 },
);

/** The log as it must be: restored events stand where they say, and ordinary ones follow whatever is last. */
describe('A log with gaps', () => {
  it('is read, followed, opened and appended to as any other', async () => {
    await fc.assert(fc.asyncProperty(aHistory, playedAgainstAList), { numRuns: 60 });
  });
});

interface Step {
  readonly stream: string;
  readonly gap: number;
  readonly isRestored: boolean;
  readonly closes: number;
}

async function playedAgainstAList(steps: readonly Step[]): Promise<void> {
  const path = await directories.make();
  let store = await EmbeddedEventStore.open(path);
  const list: StoredEvent[] = [];
  for (const { stream, gap, isRestored, closes } of steps) {
    const head = list.at(-1)?.position ?? -1;
    const revision = list.filter((event) => event.stream === stream).length;
    const event = { ...newEvent({ revision }), stream, revision, position: head + (isRestored ? gap : 1) };
    if (isRestored) await store.restore([event]);
    else await store.append(stream, 'any', [newEventOf(event)]);
    list.push(event);
    if (closes > 0) continue;
    await store.close();
    store = await EmbeddedEventStore.open(path);
  }
  await expectSame(store, list);
  await store.close();
}

const newEventOf = ({ id, type, data, metadata }: StoredEvent) => ({ id, type, data, metadata });

async function expectSame(store: EmbeddedEventStore, list: readonly StoredEvent[]): Promise<void> {
  expect(await allEvents(store)).toEqual(list);
  expect(await allEvents(store, 'backwards')).toEqual(list.toReversed());
  expect(await store.head()).toBe(list.at(-1)?.position ?? -1);
  for (const stream of STREAMS) {
    expect(await store.readStream(stream)).toEqual(list.filter((event) => event.stream === stream));
  }
  const middle = list[Math.floor(list.length / 2)]?.position ?? -1;
  const rest = list.filter(({ position }) => position > middle);
  if (rest.length === 0) return;
  expect(await received(store.subscribe({ after: middle }), STREAMS, rest.length)).toEqual(rest);
}
