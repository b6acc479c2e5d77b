import { NO_POSITION, type EventStore, type Position } from '../event-store';
import {
  appendAll,
  ids,
  isStrictlyAscending,
  newEvents,
  newStream,
  ofStreams,
  positions,
  succeeded,
} from './events';

export function readsTheWholeLog(store: () => EventStore): void {
  describe('by position', () => readings(store));
  describe('up to its head', () => heads(store));
}

function readings(store: () => EventStore): void {
  const streams = [newStream(), newStream()];
  let before: Position;
  let written: string[];
  const readAll = async (from: Position, direction: 'forwards' | 'backwards', count?: number) =>
    ofStreams(store().readAll({ from, direction }), streams, count);

  beforeAll(async () => {
    before = await store().head();
    const events = newEvents(6);
    written = ids(events);
    for (const [index, event] of events.entries()) {
      succeeded(await store().append(streams[index % 2]!, 'any', [event]));
    }
  });

  it('forwards after a position, as the streams tell it', async () => {
    const read = await readAll(before, 'forwards');
    expect(ids(read)).toEqual(written);
    expect(isStrictlyAscending(positions(read))).toBe(true);
    expect(read.filter(({ stream }) => stream === streams[0])).toEqual(await store().readStream(streams[0]!));
  });

  it('from the start of the log', async () => {
    expect(ids(await ofStreams(store().readAll(), streams, 6))).toEqual(written);
    expect(ids(await readAll(NO_POSITION, 'forwards', 6))).toEqual(written);
  });

  it('forwards: the event at the position itself is not read', async () => {
    const [, second] = await readAll(before, 'forwards');
    expect(ids(await readAll(second!.position, 'forwards'))).toEqual(written.slice(2));
  });

  it('backwards: the event at the position itself is read first', async () => {
    const read = await readAll(before, 'forwards');
    expect(ids(await readAll(read[3]!.position, 'backwards', 4))).toEqual(written.slice(0, 4).reverse());
    const all = await ofStreams(store().readAll({ direction: 'backwards' }), streams, 6);
    expect(ids(all)).toEqual([...written].reverse());
  });

  it('from a position at which there is no event, what is on either side of it', async () => {
    const read = await readAll(before, 'forwards');
    const { position: last } = read.at(-1)!;
    for (const beyond of [last + 1, last + 1_000_000]) {
      expect(ids(await readAll(beyond, 'backwards', 6))).toEqual([...written].reverse());
      expect(ids(await readAll(beyond, 'forwards'))).toEqual([]);
    }
    if (read[2]!.position - read[1]!.position < 2) return;
    expect(ids(await readAll(read[1]!.position + 1, 'forwards'))).toEqual(written.slice(2));
    expect(ids(await readAll(read[1]!.position + 1, 'backwards', 2))).toEqual(written.slice(0, 2).reverse());
  });

  it('no more events than the limit', async () => {
    const read = store().readAll({ from: before, limit: 4 });
    let count = 0;
    for await (const event of read) count += event.position > before ? 1 : 0;
    expect(count).toBe(4);
  });
}

function heads(store: () => EventStore): void {
  it('which has reached every append that was acknowledged', async () => {
    const { position } = await appendAll(store(), newStream(), newEvents(2));
    expect(await store().head()).toBeGreaterThanOrEqual(position);
  });

  it('which lies before every later append, and never goes back', async () => {
    const before = await store().head();
    const { position } = await appendAll(store(), newStream(), newEvents(1));
    expect(before).toBeLessThan(position);
    expect(await store().head()).toBeGreaterThanOrEqual(before);
  });

  it('where nothing comes after', async () => {
    const stream = newStream();
    await appendAll(store(), stream, newEvents(3));
    expect(await ofStreams(store().readAll({ from: await store().head() }), [stream])).toEqual([]);
  });
}
