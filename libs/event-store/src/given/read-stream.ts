import type { EventStore, ReadStreamOptions } from '../event-store';
import { appendAll, ids, newEvents, newStream, revisions, succeeded } from './events';

/** What each option reads of a stream with revisions 0 to 9. */
const readings: [ReadStreamOptions, number[]][] = [
  [{}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [{ direction: 'forwards' }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [{ direction: 'backwards' }, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
  [{ from: 7 }, [7, 8, 9]],
  [{ from: 7, limit: 2 }, [7, 8]],
  [{ limit: 3 }, [0, 1, 2]],
  [{ limit: 0 }, []],
  [{ limit: 100 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [{ direction: 'backwards', from: 2 }, [2, 1, 0]],
  [{ direction: 'backwards', from: 2, limit: 1 }, [2]],
  [{ direction: 'backwards', limit: 3 }, [9, 8, 7]],
  [{ direction: 'backwards', from: 50, limit: 2 }, [9, 8]],
  [{ from: 10 }, []],
];

export function readsStreams(store: () => EventStore): void {
  let stream: string;
  beforeAll(async () => {
    stream = newStream();
    await appendAll(store(), stream, newEvents(10));
  });

  it.each(readings)('%j', async (options, expected) => {
    expect(revisions(await store().readStream(stream, options))).toEqual(expected);
  });

  it.each(readings)('%j when the stream is missing: nothing', async (options) => {
    expect(await store().readStream(newStream(), options)).toEqual([]);
  });

  it('of 5000 events, whole and from within', async () => {
    const long = newStream();
    const events = newEvents(5000);
    for (let start = 0; start < events.length; start += 500) {
      const result = await store().append(long, 'any', events.slice(start, start + 500));
      expect(succeeded(result).revision).toBe(start + 499);
    }
    const read = await store().readStream(long);
    expect(ids(read)).toEqual(ids(events));
    expect(revisions(await store().readStream(long, { from: 4321, limit: 3 }))).toEqual([4321, 4322, 4323]);
    const end = await store().readStream(long, { direction: 'backwards', limit: 2 });
    expect(revisions(end)).toEqual([4999, 4998]);
  });
}
