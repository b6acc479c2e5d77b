import type { AppendResult, EventStore } from '../event-store';
import { appendAll, ids, newEvents, newStream, revisions } from './events';

export function survivesConcurrency(store: () => EventStore): void {
  it.each([
    ['no-stream', 0],
    [1, 2],
  ] as const)('64 writers race for one revision (%p): exactly one wins', async (expected, before) => {
    const stream = newStream();
    if (before > 0) await appendAll(store(), stream, newEvents(before));
    const attempts = Array.from({ length: 64 }, () => newEvents(2));
    const results = await Promise.all(attempts.map((events) => store().append(stream, expected, events)));
    const winner = results.findIndex(({ ok }) => ok);
    const losers = results.filter((result) => !result.ok);
    expect(losers).toEqual(Array.from({ length: 63 }, () => ({ ok: false, actual: before + 1 })));
    const read = await store().readStream(stream);
    expect(ids(read.slice(before))).toEqual(ids(attempts[winner]!));
  });

  it('200 streams in parallel, each its own history', async () => {
    const streams = Array.from({ length: 200 }, newStream);
    const results = await Promise.all(streams.map((stream) => writeThree(store(), stream)));
    expect(results.flat().every(({ ok }) => ok)).toBe(true);
    for (const stream of streams) {
      expect(revisions(await store().readStream(stream))).toEqual([0, 1, 2]);
    }
  });

  it('writers who read again after a lost race all get through', async () => {
    const stream = newStream();
    await appendAll(store(), stream, newEvents(1));
    await Promise.all(Array.from({ length: 12 }, () => appendAfterReading(store(), stream)));
    expect(await store().readStream(stream)).toHaveLength(13);
  });
}

async function writeThree(store: EventStore, stream: string): Promise<AppendResult[]> {
  return [
    await store.append(stream, 'no-stream', newEvents(1)),
    await store.append(stream, 0, newEvents(1)),
    await store.append(stream, 1, newEvents(1)),
  ];
}

async function appendAfterReading(store: EventStore, stream: string): Promise<void> {
  for (;;) {
    const [last] = await store.readStream(stream, { direction: 'backwards', limit: 1 });
    if ((await store.append(stream, last!.revision, newEvents(1))).ok) return;
  }
}
