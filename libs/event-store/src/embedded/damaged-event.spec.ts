import { open as openLmdb } from 'lmdb';
import { DamagedEvent, type StoredEvent } from '../event-store';
import { EmbeddedEventStore } from './embedded-event-store';
import { aNote, Directories } from './given/directories';

const directories = new Directories();
afterAll(() => directories.remove());

const COUNT = 1200;
const id = '0b7e3d51-7d5e-4b58-9a86-8c4f9f1c2d3e';

const damages: [string, string][] = [
  ['cut off', `["${id}",0,"notes","Noted.v1",{"number":1`],
  ['empty', ''],
  ['of another form', '{"id":1}'],
  ['without metadata', `["${id}",0,"notes","Noted.v1",{}]`],
  ['of one field more', `["${id}",0,"notes","Noted.v1",{},{},{}]`],
  ['with an id that is none', '["1",0,"notes","Noted.v1",{},{}]'],
  ['with a revision that is none', `["${id}",-1,"notes","Noted.v1",{},{}]`],
  ['in a stream that has no name', `["${id}",0,null,"Noted.v1",{},{}]`],
  ['of a type that has no name', `["${id}",0,"notes",7,{},{}]`],
  ['with data that are a list', `["${id}",0,"notes","Noted.v1",[],{}]`],
  ['with metadata that are nothing', `["${id}",0,"notes","Noted.v1",{},null]`],
];

/** A log of one stream, whose event at one position has been replaced behind its back, or removed. */
async function damagedLog(position: number, text?: string): Promise<EmbeddedEventStore> {
  const path = await directories.make();
  const store = await EmbeddedEventStore.open(path);
  await store.append('notes', 'no-stream', Array.from({ length: COUNT }, aNote));
  await store.close();
  const root = openLmdb({ path, noSubdir: false, encoding: 'string' });
  const events = root.openDB<string, number>({ name: 'events', encoding: 'string' });
  if (text === undefined) await events.remove(position);
  else await events.put(position, text);
  await root.close();
  return EmbeddedEventStore.open(path);
}

interface Read {
  readonly positions: number[];
  readonly error: unknown;
}

async function readUntilDamaged(events: AsyncIterable<StoredEvent>): Promise<Read> {
  const positions: number[] = [];
  try {
    for await (const { position } of events) positions.push(position);
    return { positions, error: undefined };
  } catch (error) {
    return { positions, error };
  }
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('A damaged event', () => {
  it.each(damages)('%s is told of, with its position', async (_, text) => {
    const store = await damagedLog(3, text);
    const { error } = await readUntilDamaged(store.readAll());
    expect(error).toBeInstanceOf(DamagedEvent);
    expect(error).toMatchObject({
      position: 3,
      message: expect.stringMatching(/^The event at position 3 is/),
    });
    await expect(store.readStream('notes')).rejects.toMatchObject({ name: 'DamagedEvent', position: 3 });
    await store.close();
  });

  it.each([0, 1, 499, 500, 501, 999, 1000, COUNT - 1])(
    'at position %p hides nothing before it and nothing behind it',
    async (position) => {
      const store = await damagedLog(position, 'not an event');
      const before = await readUntilDamaged(store.readAll());
      expect(before.positions).toEqual(range(0, position - 1));
      expect(before.error).toMatchObject({ name: 'DamagedEvent', position });
      const behind = await readUntilDamaged(store.readAll({ from: position }));
      expect(behind).toEqual({ positions: range(position + 1, COUNT - 1), error: undefined });
      const back = await readUntilDamaged(store.readAll({ direction: 'backwards' }));
      expect(back.positions).toEqual(range(position + 1, COUNT - 1).reverse());
      expect(back.error).toMatchObject({ name: 'DamagedEvent', position });
      await store.close();
    },
  );

  it('reaches followers only after everything before it', async () => {
    const store = await damagedLog(700, 'not an event');
    const followed: number[] = [];
    const follow = async () => {
      for await (const { events } of store.subscribe())
        followed.push(...events.map(({ position }) => position));
    };
    await expect(follow()).rejects.toMatchObject({ name: 'DamagedEvent', position: 700 });
    expect(followed).toEqual(range(0, 699));
    await store.close();
  });

  it('that is gone is missed where its stream is read', async () => {
    const store = await damagedLog(3);
    await expect(store.readStream('notes')).rejects.toMatchObject({ name: 'DamagedEvent', position: 3 });
    await store.close();
  });

  it('that is gone is missed where its place is looked up, and at no other', async () => {
    const store = await damagedLog(40);
    const page = (from: number) => store.streamPositions('notes', { from, limit: 30 });
    expect(await page(10)).toEqual(range(10, 39));
    await expect(page(20)).rejects.toMatchObject({ name: 'DamagedEvent', position: 40 });
    expect(await page(COUNT - 10)).toEqual(range(COUNT - 10, COUNT - 1));
    expect([await page(COUNT), await store.streamPositions('others', { from: 0, limit: 1 })]).toEqual([
      [],
      [],
    ]);
    await store.close();
  });
});
