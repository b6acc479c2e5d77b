import type { EventStore, ExpectedRevision } from '../event-store';
import { appendAll, ids, newEvent, newEvents, newStream, positions, revisions, succeeded } from './events';

/** Each expectation against a stream of three events (last revision 2) and against no stream at all. */
const expectations: [ExpectedRevision, { readonly ofThree: boolean; readonly ofNone: boolean }][] = [
  ['any', { ofThree: true, ofNone: true }],
  ['no-stream', { ofThree: false, ofNone: true }],
  ['stream-exists', { ofThree: true, ofNone: false }],
  [2, { ofThree: true, ofNone: false }],
  [1, { ofThree: false, ofNone: false }],
  [0, { ofThree: false, ofNone: false }],
  [3, { ofThree: false, ofNone: false }],
];

export function appendsToStreams(store: () => EventStore): void {
  describe('when the writer expects', () => expectedRevisions(store));

  it('all events of one append, contiguously and in order', async () => {
    const stream = newStream();
    const events = newEvents(5);
    const appended = await appendAll(store(), stream, events);
    const read = await store().readStream(stream);
    expect(ids(read)).toEqual(ids(events));
    expect(revisions(read)).toEqual([0, 1, 2, 3, 4]);
    expect(appended).toEqual({ ok: true, revision: 4, position: positions(read).at(-1) });
  });

  it('at ascending positions that are safe integers', async () => {
    const [one, other] = [newStream(), newStream()];
    const first = await appendAll(store(), one, newEvents(2));
    const second = await appendAll(store(), other, newEvents(1));
    const third = succeeded(await store().append(one, 1, newEvents(1)));
    expect(second.position).toBeGreaterThan(first.position);
    expect(third.position).toBeGreaterThan(second.position);
    expect([first, second, third].every(({ position }) => Number.isSafeInteger(position))).toBe(true);
  });

  it('what was given, exactly', async () => {
    const stream = newStream();
    const event = newEvent(awkwardData, { correlationId: 'å\u0000\u2028"\\', none: null });
    const { position } = await appendAll(store(), stream, [event]);
    expect(await store().readStream(stream)).toEqual([{ ...event, stream, revision: 0, position }]);
  });

  it('nothing when it is refused, of several events neither', async () => {
    const stream = newStream();
    await appendAll(store(), stream, newEvents(1));
    const before = await store().readStream(stream);
    expect(await store().append(stream, 7, newEvents(3))).toEqual({ ok: false, actual: 0 });
    expect(await store().readStream(stream)).toEqual(before);
  });
}

const awkwardData = {
  text: 'Åsa Öberg, 東京, 👩‍⚕️, e\u0301, \u0000 \u001f \u2028 \ufeff',
  numbers: [0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER, 5e-324],
  nested: { empty: {}, list: [[], [null], { a: [true, false] }], '': 'an empty name', 'å.b c': 1 },
};

function expectedRevisions(store: () => EventStore): void {
  it.each(expectations)('%p: a stream of three events', async (expected, { ofThree }) => {
    const stream = newStream();
    await appendAll(store(), stream, newEvents(3));
    const result = await store().append(stream, expected, newEvents(2));
    const refused = { ok: false, actual: 2 };
    expect(result).toEqual(ofThree ? { ok: true, revision: 4, position: expect.any(Number) } : refused);
    expect(await store().readStream(stream)).toHaveLength(ofThree ? 5 : 3);
  });

  it.each(expectations)('%p: no stream', async (expected, { ofNone }) => {
    const stream = newStream();
    const result = await store().append(stream, expected, newEvents(2));
    const refused = { ok: false, actual: null };
    expect(result).toEqual(ofNone ? { ok: true, revision: 1, position: expect.any(Number) } : refused);
    expect(await store().readStream(stream)).toHaveLength(ofNone ? 2 : 0);
  });
}
