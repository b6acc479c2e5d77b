import fc from 'fast-check';
import type { AppendResult, ExpectedRevision, NewEvent, StoredEvent } from '../event-store';
import { EmbeddedEventStore } from './embedded-event-store';
import { Directories } from './given/directories';

/** The port, said as simply as it can be: one list. */
class NaiveLog {
  readonly events: StoredEvent[] = [];

  stream(name: string): StoredEvent[] {
    return this.events.filter(({ stream }) => stream === name);
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): AppendResult {
    const before = this.stream(stream);
    const actual = before.length === 0 ? null : before.length - 1;
    const ids = events.map(({ id }) => id);
    const isAnywhere = expected === 'any' || expected === 'stream-exists';
    const isNew = !isAnywhere || !before.some(({ id }) => ids.includes(id));
    if (fits(expected, actual) && isNew) return this.write(stream, before.length, events);
    const starts = isAnywhere ? before.map(({ revision }) => revision) : [revisionAfter(expected)];
    const retried = starts.find((start) => same(before.slice(start, start + ids.length), ids));
    return retried === undefined ? { ok: false, actual } : answer(before[retried + ids.length - 1]!);
  }

  private write(stream: string, first: number, events: readonly NewEvent[]): AppendResult {
    for (const [index, event] of events.entries()) {
      this.events.push({ ...event, stream, revision: first + index, position: this.events.length });
    }
    return answer(this.events.at(-1)!);
  }
}

function fits(expected: ExpectedRevision, actual: number | null): boolean {
  if (expected === 'any') return true;
  if (expected === 'stream-exists') return actual !== null;
  return actual === (expected === 'no-stream' ? null : expected);
}

const revisionAfter = (expected: number | 'no-stream'): number =>
  expected === 'no-stream' ? 0 : expected + 1;

const same = (events: readonly StoredEvent[], ids: readonly string[]): boolean =>
  events.length === ids.length && events.every(({ id }, index) => id === ids[index]);

const answer = ({ revision, position }: StoredEvent): AppendResult => ({ ok: true, revision, position });

/** JSON knows no -0. */
function asJson(value: object): object {
  return JSON.parse(JSON.stringify(value)) as object;
}

/** Few streams and few ids, so that retries and collisions of every kind come about. */
const anObject = fc.dictionary(fc.string(), fc.jsonValue()).map(asJson);

const anEvent = fc.record({
  id: fc.integer({ min: 0, max: 9 }).map((number) => `00000000-0000-4000-8000-00000000000${number}`),
  type: fc.constantFrom('Noted.v1', 'Noted.v2'),
  data: anObject,
  metadata: anObject,
});

const anAppend = fc.record({
  stream: fc.constantFrom('a', 'b', 'å-日本'),
  expected: fc.oneof(
    fc.constantFrom<ExpectedRevision>('any', 'no-stream', 'stream-exists'),
    fc.integer({ min: 0, max: 8 }),
  ),
  events: fc.array(anEvent, { minLength: 1, maxLength: 3 }),
});

const aReading = fc.record(
  {
    direction: fc.constantFrom('forwards' as const, 'backwards' as const),
    from: fc.integer({ min: 0, max: 12 }),
    limit: fc.integer({ min: 0, max: 5 }),
  },
  { requiredKeys: [] },
);

const directories = new Directories();
afterAll(() => directories.remove());

async function expectEqual(store: EmbeddedEventStore, model: NaiveLog): Promise<void> {
  const all = [];
  for await (const event of store.readAll()) all.push(event);
  expect(all).toEqual(model.events);
  expect(await store.head()).toBe(model.events.length - 1);
  for (const stream of ['a', 'b', 'å-日本']) {
    expect(await store.readStream(stream)).toEqual(model.stream(stream));
  }
}

it('The embedded store answers any sequence of appends as a list does', async () => {
  const property = fc.asyncProperty(fc.array(anAppend, { maxLength: 40 }), async (appends) => {
    const store = await EmbeddedEventStore.open(await directories.make());
    const model = new NaiveLog();
    const results = appends.map(({ stream, expected, events }) => store.append(stream, expected, events));
    const naive = appends.map(({ stream, expected, events }) => model.append(stream, expected, events));
    expect(await Promise.all(results)).toEqual(naive);
    await expectEqual(store, model);
    await store.close();
  });
  await fc.assert(property, { numRuns: 150 });
});

it('and reads any part of a stream as a list does', async () => {
  const store = await EmbeddedEventStore.open(await directories.make());
  const events = Array.from({ length: 10 }, () => ({
    id: crypto.randomUUID(),
    type: 'Noted.v1',
    data: {},
    metadata: {},
  }));
  await store.append('stream', 'no-stream', events);
  const all = await store.readStream('stream');
  const property = fc.asyncProperty(aReading, async (reading) => {
    const { direction = 'forwards', from, limit = Infinity } = reading;
    const isForwards = direction === 'forwards';
    const ordered = isForwards ? all : all.toReversed();
    const start = from ?? (isForwards ? 0 : Infinity);
    const expected = ordered.filter(({ revision }) => (isForwards ? revision >= start : revision <= start));
    expect(await store.readStream('stream', reading)).toEqual(expected.slice(0, limit));
  });
  await fc.assert(property, { numRuns: 300 });
  await store.close();
});
