import type { AppendResult, NewEvent, StoredEvent } from '../event-store';
import { StoreUnavailable } from '../event-store';
import { EmbeddedEventStore } from './embedded-event-store';
import { aNote, Directories, run, type Child } from './given/directories';

const directories = new Directories();
afterAll(() => directories.remove());

async function withStore<T>(path: string, use: (store: EmbeddedEventStore) => Promise<T>): Promise<T> {
  const store = await EmbeddedEventStore.open(path);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function allEvents(store: EmbeddedEventStore): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  return events;
}

/** The log has no gaps, every stream counts from 0, and of every append all events are there, side by side. */
function expectWhole(events: readonly StoredEvent[]): void {
  const revisions = new Map<string, number>();
  let left = 0;
  events.forEach(({ stream, revision, position, data }, index) => {
    const { size, index: place } = data as { size: number; index: number };
    if (left === 0) left = size;
    expect([position, revision, place]).toEqual([index, (revisions.get(stream) ?? -1) + 1, size - left]);
    revisions.set(stream, revision);
    left -= 1;
  });
  expect(left).toBe(0);
}

/** Every append a process has printed is in the log, where and as it was told. */
function expectAcknowledged(events: readonly StoredEvent[], child: Child): number {
  for (const line of child.lines()) {
    const [stream, revision, position, ...ids] = line.split(' ');
    const written = events.slice(Number(position) - ids.length + 1, Number(position) + 1);
    expect(written.map(({ id }) => id)).toEqual(ids);
    expect(written.at(-1)).toMatchObject({ stream, revision: Number(revision) });
  }
  return child.lines().length;
}

async function expectStreamsAsInLog(
  store: EmbeddedEventStore,
  events: readonly StoredEvent[],
): Promise<void> {
  const streams = new Map<string, StoredEvent[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  for (const [stream, own] of streams) expect(await store.readStream(stream)).toEqual(own);
}

describe('Two stores on one directory', () => {
  it('see what the other has appended, at once after a look at the head', async () => {
    const path = await directories.make();
    await withStore(path, (one) =>
      withStore(path, async (other) => {
        const subscription = other.subscribe()[Symbol.asyncIterator]();
        for (let turn = 0; turn < 50; turn++) {
          const next = subscription.next();
          const result = await one.append(`stream-${turn}`, 'no-stream', [aNote()]);
          expect(result).toEqual({ ok: true, revision: 0, position: await other.head() });
          expect((await next).value).toMatchObject({
            position: turn,
            events: [{ stream: `stream-${turn}` }],
          });
        }
        await subscription.return?.();
      }),
    );
  });

  it('notice appends without anyone looking', async () => {
    const path = await directories.make();
    await withStore(path, (one) =>
      withStore(path, async (other) => {
        const next = other.subscribe({ after: 'end' })[Symbol.asyncIterator]().next();
        await one.append('stream', 'no-stream', [aNote()]);
        expect((await next).value).toMatchObject({ events: [{ stream: 'stream', revision: 0 }] });
      }),
    );
  });
});

/** Appends until it is confirmed: on a busy machine, an impatient store may not wait long enough. */
async function repeated(store: EmbeddedEventStore, event: NewEvent): Promise<AppendResult> {
  for (;;) {
    const result = await store.append('stream', 'no-stream', [event]).catch(() => null);
    if (result) return result;
  }
}

describe('Several processes on one directory', () => {
  it('append at once, and one that follows sees no gap', async () => {
    const path = await directories.make();
    const follower = run('follow', [path, 3600]);
    const writers = ['one', 'two'].map((name) => run('append', [path, name, 24, 900]));
    await Promise.all([...writers, follower].map(({ exited }) => exited));
    await withStore(path, async (store) => {
      const events = await allEvents(store);
      expectWhole(events);
      expect(writers.map((writer) => expectAcknowledged(events, writer))).toEqual([900, 900]);
      await expectStreamsAsInLog(store, events);
      const { seen, gaps } = JSON.parse(follower.output) as { seen: number; gaps: string[] };
      expect(gaps).toEqual([]);
      expect(seen).toBe(3600);
    });
  });

  it('wait for one another: an append says when it cannot be confirmed, and can be repeated', async () => {
    const path = await directories.makeLog();
    const store = await EmbeddedEventStore.open(path, { appendTimeout: 200 });
    const holder = run('hold-write-lock', [path]);
    await holder.printed(1);
    const event = aNote();
    await expect(store.append('stream', 'no-stream', [event])).rejects.toThrow(StoreUnavailable);
    await expect(store.append('stream', 'no-stream', [event])).rejects.toThrow(StoreUnavailable);
    holder.process.kill('SIGKILL');
    await holder.exited;
    expect(await repeated(store, event)).toMatchObject({ ok: true, revision: 0 });
    expect(await store.readStream('stream')).toHaveLength(1);
    await store.close();
  });
});

describe('Killed under load', () => {
  const ROUNDS = 5;

  it(`${ROUNDS} times, a process loses nothing it has acknowledged, and others write on`, async () => {
    const path = await directories.make();
    const counts: object[] = [];
    for (let round = 0; round < ROUNDS; round++) counts.push(await killOnce(path, round));
    process.stdout.write(`Killed under load: ${JSON.stringify(counts)}\n`);
  });

  async function killOnce(path: string, round: number): Promise<object> {
    const victim = run('append', [path, `victim-${round}`, 32]);
    const survivor = run('append', [path, `survivor-${round}`, 8, 400]);
    await victim.printed(100 + 50 * round);
    victim.process.kill('SIGKILL');
    await Promise.all([victim.exited, survivor.exited]);
    return withStore(path, async (store) => {
      const events = await allEvents(store);
      expectWhole(events);
      await expectStreamsAsInLog(store, events);
      const survived = expectAcknowledged(events, survivor);
      expect(survived).toBe(400);
      return { acknowledged: expectAcknowledged(events, victim), survived, inLog: events.length };
    });
  }
});
