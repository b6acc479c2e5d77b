import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Direction, StoredEvent } from '../event-store';
import { ids, newEvents } from '../given/events';
import { scoped } from '../scoped';
import { EmbeddedEventStore } from './embedded-event-store';

const events = newEvents(1_200);
let directory: string;
let store: EmbeddedEventStore;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'log-reader-'));
  store = await EmbeddedEventStore.open(directory);
  await store.append('own-1', 'no-stream', events);
});
afterAll(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

it.each<[Direction, string[]]>([
  ['forwards', ids(events)],
  ['backwards', ids(events).reverse()],
])('Every event of several pages is read once, %s', async (direction, expected) => {
  const read: StoredEvent[] = [];
  for await (const event of store.readAll({ direction })) read.push(event);
  expect(ids(read)).toEqual(expected);
});

it('Who looks for the newest own event reads no older ones for it', async () => {
  const own = scoped(store, { prefix: '', owns: (name) => name.startsWith('own-') });
  const parse = jest.spyOn(JSON, 'parse');
  const read: StoredEvent[] = [];
  for await (const event of own.readAll({ direction: 'backwards', limit: 1 })) read.push(event);
  const parsed = parse.mock.calls.filter(([text]) => text.includes('Noted.v1'));
  parse.mockRestore();
  expect(ids(read)).toEqual([events.at(-1)!.id]);
  expect(parsed).toHaveLength(1);
});
