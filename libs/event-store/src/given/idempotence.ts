import type { EventStore, ExpectedRevision } from '../event-store';
import { appendAll, ids, newEvents, newStream, succeeded } from './events';

/** A writer that lost the reply appends the same ids again, and must learn what became of the first attempt. */
export function answersRetries(store: () => EventStore): void {
  describe('with its first answer', () => completeRetries(store));
  describe('as a wrong revision', () => partialRetries(store));
}

const expectations: ExpectedRevision[] = ['no-stream', 'stream-exists', 'any', 1];

/** A stream with two events before, unless the expectation is that there is none. */
async function prepared(store: EventStore, expected: ExpectedRevision): Promise<string> {
  const stream = newStream();
  if (expected !== 'no-stream') await appendAll(store, stream, newEvents(2));
  return stream;
}

function completeRetries(store: () => EventStore): void {
  it.each(expectations)('expecting %p', async (expected) => {
    const stream = await prepared(store(), expected);
    const events = newEvents(3);
    const first = succeeded(await store().append(stream, expected, events));
    const before = await store().readStream(stream);
    expect(await store().append(stream, expected, events)).toEqual(first);
    expect(await store().readStream(stream)).toEqual(before);
  });

  it.each(expectations)('expecting %p, after another writer has appended on top', async (expected) => {
    const stream = await prepared(store(), expected);
    const events = newEvents(2);
    const first = succeeded(await store().append(stream, expected, events));
    succeeded(await store().append(stream, first.revision, newEvents(4)));
    const before = await store().readStream(stream);
    expect(await store().append(stream, expected, events)).toEqual(first);
    expect(await store().readStream(stream)).toEqual(before);
  });

  it('when both attempts are under way at once', async () => {
    const stream = newStream();
    const events = newEvents(2);
    const results = await Promise.all([1, 2, 3].map(() => store().append(stream, 'no-stream', events)));
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
    expect(ids(await store().readStream(stream))).toEqual(ids(events));
  });
}

function partialRetries(store: () => EventStore): void {
  it('when there is more to append than the first attempt appended', async () => {
    const stream = newStream();
    const events = newEvents(3);
    await appendAll(store(), stream, events.slice(0, 2));
    expect(await store().append(stream, 'no-stream', events)).toEqual({ ok: false, actual: 1 });
    expect(await store().readStream(stream)).toHaveLength(2);
  });

  it('when only some of the ids are the same', async () => {
    const stream = newStream();
    const [first, second, third] = newEvents(3);
    await appendAll(store(), stream, [first!, second!]);
    expect(await store().append(stream, 'no-stream', [first!, third!])).toEqual({ ok: false, actual: 1 });
    expect(await store().append(stream, 'no-stream', [third!, second!])).toEqual({ ok: false, actual: 1 });
    expect(await store().readStream(stream)).toHaveLength(2);
  });

  it('when the same ids come in another order, or elsewhere in the stream', async () => {
    const stream = newStream();
    const [first, second] = newEvents(2);
    await appendAll(store(), stream, [first!, second!]);
    expect(await store().append(stream, 'no-stream', [second!, first!])).toEqual({ ok: false, actual: 1 });
    expect(await store().append(stream, 0, [first!])).toEqual({ ok: false, actual: 1 });
    expect(await store().readStream(stream)).toHaveLength(2);
  });

  it('not when the same ids are in another stream', async () => {
    const events = newEvents(2);
    await appendAll(store(), newStream(), events);
    const other = newStream();
    await appendAll(store(), other, events);
    expect(ids(await store().readStream(other))).toEqual(ids(events));
  });
}
