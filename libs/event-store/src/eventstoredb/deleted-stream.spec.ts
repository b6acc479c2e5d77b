import { BadDay } from '../../../../test/eventstoredb-protocol-server/bad-day';
import { StreamDeleted, type ExpectedRevision } from '../event-store';
import { ids, newEvents, newStream } from '../given/events';

describe('A stream that somebody had the server delete', () => {
  const day = new BadDay();
  const written = async (): Promise<string> => {
    const stream = newStream();
    await day.store.append(stream, 'no-stream', newEvents(3));
    return stream;
  };
  const kinds: [string, (stream: string) => void][] = [
    ['softly', (stream) => void day.server.log.delete(stream, 'softly')],
    ['for good', (stream) => void day.server.log.delete(stream, 'for good')],
    ['but for its last event', (stream) => day.server.log.describe(stream, { $maxCount: 1 })],
    ['but for what is to come', (stream) => day.server.log.describe(stream, { $tb: 5 })],
  ];

  it.each(kinds)('%s is no stream that never was: reading it fails, and names it', async (_, cut) => {
    const stream = await written();
    cut(stream);
    for (const options of [{}, { direction: 'backwards' }, { limit: 2 }] as const) {
      const reading = day.store.readStream(stream, options);
      await expect(reading).rejects.toThrow(StreamDeleted);
      await expect(reading).rejects.toThrow(stream);
    }
  });

  it.each<[ExpectedRevision]>([['no-stream'], [2]])(
    'is not begun anew without a word by a writer who expects %s',
    async (expected) => {
      const stream = await written();
      day.server.log.delete(stream, 'softly');
      const appending = day.store.append(stream, expected, newEvents(1));
      if (expected === 'no-stream') await expect(appending).rejects.toThrow('at revision 3');
      else expect(await appending).toMatchObject({ ok: true, revision: 3 });
      await expect(day.store.readStream(stream)).rejects.toThrow(StreamDeleted);
    },
  );

  it('for good is not written to', async () => {
    const stream = await written();
    day.server.log.delete(stream, 'for good');
    const appending = day.store.append(stream, 'any', newEvents(1));
    await expect(appending).rejects.toThrow(StreamDeleted);
    await expect(appending).rejects.toThrow(stream);
  });

  it('is whole again once its metadata say so', async () => {
    const stream = await written();
    day.server.log.delete(stream, 'softly');
    day.server.log.describe(stream, {});
    expect(await day.store.readStream(stream)).toHaveLength(3);
  });
});

describe('A stream that never was', () => {
  const day = new BadDay();

  it('holds nothing, also when its metadata say who may read it', async () => {
    const stream = newStream();
    day.server.log.describe(stream, { $acl: {} });
    expect(await day.store.readStream(stream)).toEqual([]);
    expect(await day.store.readStream(newStream())).toEqual([]);
  });
});

describe('The same append while the first is under way', () => {
  const day = new BadDay();

  it('is dropped by the server, tried again, and written once', async () => {
    day.server.misbehave({ delay: 200 });
    const [stream, events] = [newStream(), newEvents(2)];
    const both = [1, 2].map(() => day.store.append(stream, 'no-stream', events));
    for (const result of await Promise.all(both)) expect(result).toMatchObject({ ok: true, revision: 1 });
    expect(day.written(stream)).toEqual(ids(events));
  });
});
