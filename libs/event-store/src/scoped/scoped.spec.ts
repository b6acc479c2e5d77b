import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProtocolServer } from '../../../../test/eventstoredb-protocol-server';
import { EmbeddedEventStore } from '../embedded/embedded-event-store';
import { DamagedEvent, NO_POSITION, type EventStore, type StoredEvent } from '../event-store';
import { EventStoreDbEventStore } from '../eventstoredb';
import type { IndexedStore } from '../indexed-store';
import { CannotRestore } from '../restorable-store';
import { eventStoreSuite } from '../given/event-store-suite';
import { eventsOf, ids, newEvents, received, type OpenedStore } from '../given/events';
import { ownName, scoped, type StreamScope } from './index';

/** Names as one ledger gives them; the other streams of the log are of somebody else. */
const scopeOf = (prefix: string): StreamScope => ({
  prefix,
  owns: (name) => /^(suite-|own-|s\d|[a-c]$)/.test(name),
});

async function embedded(): Promise<OpenedStore> {
  const directory = await mkdtemp(join(tmpdir(), 'scoped-'));
  const store = await EmbeddedEventStore.open(directory);
  const dispose = async () => {
    await store.close();
    await rm(directory, { recursive: true });
  };
  return { store, dispose };
}

async function eventStoreDb(): Promise<OpenedStore> {
  const server = await ProtocolServer.start();
  const store = await EventStoreDbEventStore.open(server.url);
  const dispose = async () => {
    await store.close();
    server.die();
  };
  return { store, dispose };
}

const kinds: [string, () => Promise<OpenedStore>][] = [
  ['the embedded store', embedded],
  ['EventStoreDB', eventStoreDb],
];

describe.each(kinds)('Own streams of %s', (_, open) => {
  eventStoreSuite('with a prefix', async () => {
    const opened = await open();
    return { store: scoped(opened.store, scopeOf('mine-')), dispose: () => opened.dispose() };
  });

  describe('beside those of others', () => {
    let whole: OpenedStore;
    beforeEach(async () => (whole = await open()));
    afterEach(() => whole.dispose());

    const append = async (store: EventStore, stream: string): Promise<string> => {
      const events = newEvents(1);
      await store.append(stream, 'any', events);
      return ids(events)[0]!;
    };
    const all = async (
      store: EventStore,
      direction: 'forwards' | 'backwards' = 'forwards',
      limit?: number,
    ) => {
      const found: StoredEvent[] = [];
      for await (const event of store.readAll({ direction, limit })) found.push(event);
      return found;
    };

    it('are all that is read, under their own names', async () => {
      const [mine, theirs] = [scoped(whole.store, scopeOf('mine-')), scoped(whole.store, scopeOf('theirs-'))];
      await append(whole.store, 'own-1');
      const first = await append(mine, 'own-1');
      await append(theirs, 'own-1');
      await append(whole.store, 'mine-somebody-else');
      const second = await append(mine, 'own-2');
      await append(whole.store, 'elsewhere');
      expect(ids(await all(mine))).toEqual([first, second]);
      expect((await all(mine)).map(({ stream }) => stream)).toEqual(['own-1', 'own-2']);
      expect(ids(await all(mine, 'backwards'))).toEqual([second, first]);
      expect(ids(await all(mine, 'backwards', 1))).toEqual([second]);
      expect(ids(await mine.readStream('own-1'))).toEqual([first]);
      expect(ids(await received(mine.subscribe(), ['own-1', 'own-2'], 2))).toEqual([first, second]);
    });

    it('reach as far as the log: what others append moves the position on', async () => {
      const mine = scoped(whole.store, scopeOf(''));
      await append(mine, 'own-1');
      await append(whole.store, 'elsewhere');
      const head = await mine.head();
      let events = 0;
      for await (const batch of mine.subscribe()) {
        events += batch.events.length;
        if (batch.position >= head) break;
      }
      expect(events).toBe(1);
    });

    it('of others are neither read by name nor written to', async () => {
      const mine = scoped(whole.store, scopeOf(''));
      await append(whole.store, 'elsewhere');
      expect(await mine.readStream('elsewhere')).toEqual([]);
      expect(() => mine.append('elsewhere', 'any', newEvents(1))).toThrow(TypeError);
      const [event] = await all(whole.store);
      expect(() => mine.restoreCheck()(event!)).toThrow(CannotRestore);
      await expect(mine.restore([event!])).rejects.toThrow(CannotRestore);
    });
  });
});

it('An index of streams is shown of the own ones alone', async () => {
  const { store, ...opened } = await embedded();
  await store.append('elsewhere', 'any', newEvents(1));
  await store.append('mine-own-1', 'any', newEvents(1));
  const index = scoped(store, scopeOf('mine-')) as unknown as IndexedStore;
  const found = [];
  for await (const entry of index.indexEntries()) found.push(entry);
  expect(found).toEqual([{ stream: 'own-1', revision: 0, position: 1 }]);
  const positions = ['own-1', 'elsewhere'].map((stream) =>
    index.streamPositions(stream, { from: 0, limit: 9 }),
  );
  expect(await Promise.all(positions)).toEqual([[1], []]);
  await opened.dispose();
});

describe('Streams that EventStoreDB may hide from those who read them by name', () => {
  const scope = scopeOf('mine-');
  let server: ProtocolServer;
  let whole: EventStoreDbEventStore;
  beforeEach(async () => {
    server = await ProtocolServer.start();
    whole = await EventStoreDbEventStore.open(server.url);
  });
  afterEach(async () => {
    await whole.close();
    server.die();
  });

  /** What a server writes itself when somebody deletes a stream or changes its settings. */
  const note = (stream: string, type: string): void => {
    const ANY_REVISION = -2;
    const content = {
      contentType: 'application/json',
      data: Buffer.from('{"$tb":1}'),
      metadata: Buffer.from('{}'),
    };
    server.log.append(stream, ANY_REVISION, [{ id: randomUUID(), type, ...content }]);
  };

  it('are named to who reads the whole log, those of others left out', async () => {
    const mine = scoped(whole, scope);
    for (const stream of ['own-1', 'own-2']) await mine.append(stream, 'any', newEvents(1));
    note('mine-own-2', '$streamDeleted');
    note('$$mine-own-1', '$metadata');
    note('$$elsewhere', '$metadata');
    const [named, streams]: [string[], string[]] = [[], []];
    for await (const { stream } of mine.readAll({ onMayBeHidden: (name) => void named.push(name) }))
      streams.push(stream);
    expect(named).toEqual(['own-2', 'own-1']);
    expect(streams).toEqual(['own-1', 'own-2']);
  });

  it('are named though the events are read in several pages', async () => {
    const mine = scoped(whole, scope);
    await mine.append('own-1', 'any', newEvents(1200));
    note('$$mine-own-1', '$metadata');
    const named: string[] = [];
    let events = 0;
    for await (const _ of mine.readAll({ onMayBeHidden: (name) => void named.push(name) })) events += 1;
    expect({ named, events }).toEqual({ named: ['own-1'], events: 1200 });
  });
});

describe('A damaged event on EventStoreDB', () => {
  const scope = scopeOf('mine-');
  const ANY_REVISION = -2;
  let server: ProtocolServer;
  let store: EventStore;
  beforeEach(async () => {
    server = await ProtocolServer.start();
    const isWanted = (stream: string) => ownName(scope, stream) !== null;
    store = scoped(await EventStoreDbEventStore.open(server.url, { isWanted }), scope);
    await store.append('own-1', 'any', newEvents(1));
  });
  afterEach(async () => {
    await store.close();
    server.die();
  });

  const damage = (stream: string): void => {
    const content = {
      contentType: 'application/json',
      data: Buffer.from('{"cut'),
      metadata: Buffer.from('{}'),
    };
    server.log.append(stream, ANY_REVISION, [{ id: randomUUID(), type: 'Noted.v1', ...content }]);
  };
  const follow = async (after = NO_POSITION) => {
    const found: StoredEvent[] = [];
    const end = await store.append('own-9', 'any', newEvents(1));
    const events = eventsOf(store.subscribe({ after }));
    try {
      for await (const event of events) {
        found.push(event);
        if (end.ok && event.position === end.position) return { found, error: undefined };
      }
    } catch (error) {
      return { found, error: error as DamagedEvent };
    }
    throw new Error('the subscription ended');
  };

  it('in a stream of somebody else stops nothing', async () => {
    damage('elsewhere');
    await store.append('own-2', 'any', newEvents(1));
    const { found, error } = await follow();
    expect(error).toBeUndefined();
    expect(found.map(({ stream }) => stream)).toEqual(['own-1', 'own-2', 'own-9']);
  });

  it('in an own stream is told with its stream, after what is before it, and is gone on behind', async () => {
    damage('mine-own-3');
    await store.append('own-4', 'any', newEvents(1));
    const { found, error } = await follow();
    expect(found.map(({ stream }) => stream)).toEqual(['own-1']);
    expect(error).toBeInstanceOf(DamagedEvent);
    expect(error).toMatchObject({ stream: 'own-3' });
    const behind = await follow(error!.position);
    expect(behind.found.map(({ stream }) => stream)).toEqual(['own-4', 'own-9', 'own-9']);
    expect(behind.error).toBeUndefined();
  });
});
