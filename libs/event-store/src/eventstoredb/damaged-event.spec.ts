import { randomUUID } from 'node:crypto';
import { ProtocolServer } from '../../../../test/eventstoredb-protocol-server';
import { DamagedEvent, type StoredEvent } from '../event-store';
import { EventStoreDbEventStore } from './event-store-db';

const ANY_REVISION = -2;
const streams = ['notes-1', 'notes-2', 'notes-3'];

interface Content {
  readonly contentType?: string;
  readonly data?: string;
  readonly metadata?: string;
}

/** A server with an event in each of three streams, of which the second was written by somebody who does as he likes. */
async function serverWith(content: Content): Promise<ProtocolServer> {
  const server = await ProtocolServer.start({ systemEventEvery: 0 });
  for (const [index, stream] of streams.entries()) write(server, stream, index === 1 ? content : {});
  return server;
}

function write(server: ProtocolServer, stream: string, content: Content): void {
  const { contentType = 'application/json', data = '{}', metadata = '{}' } = content;
  const bytes = { data: Buffer.from(data), metadata: Buffer.from(metadata) };
  server.log.append(stream, ANY_REVISION, [{ id: randomUUID(), type: 'Noted.v1', contentType, ...bytes }]);
}

async function withStore(content: Content, work: (store: EventStoreDbEventStore) => Promise<void>) {
  const server = await serverWith(content);
  const store = await EventStoreDbEventStore.open(server.url);
  try {
    await work(store);
  } finally {
    await store.close();
    server.die();
  }
}

async function streamsOf(events: AsyncIterable<StoredEvent>, into: string[]): Promise<string[]> {
  for await (const { stream } of events) into.push(stream);
  return into;
}

describe('A damaged event', () => {
  it.each<[string, Content]>([
    ['data that are cut off', { data: '{"number":' }],
    ['data that are a list', { data: '[]' }],
    ['data that are text', { data: '"text"' }],
    ['metadata that are cut off', { metadata: '{"caller":' }],
    ['metadata that are a number', { metadata: '7' }],
  ])('with %s is told of, hides nothing before it and nothing behind it', async (_, content) => {
    await withStore(content, async (store) => {
      const read: string[] = [];
      const error = await streamsOf(store.readAll(), read).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(DamagedEvent);
      expect(read).toEqual(['notes-1']);
      await expect(store.readStream('notes-2')).rejects.toThrow(DamagedEvent);
      const { position } = error as DamagedEvent;
      expect(await streamsOf(store.readAll({ from: position }), [])).toEqual(['notes-3']);
    });
  });

  it("is not what others' events are that are no JSON, or have no metadata", async () => {
    await withStore({ contentType: 'application/octet-stream', data: 'bytes' }, async (store) => {
      expect(await streamsOf(store.readAll(), [])).toEqual(streams);
    });
    await withStore({ metadata: '' }, async (store) => {
      expect(await streamsOf(store.readAll(), [])).toEqual(streams);
    });
  });
});

describe('An original position', () => {
  it.each<[string, Partial<StoredEvent>]>([
    ['{"caller":"a","$ledgerPosition":0}', { metadata: { caller: 'a' }, originalPosition: 0 }],
    ['{"$ledgerPosition":41}', { metadata: {}, originalPosition: 41 }],
    ['{"$ledgerPosition":"41"}', { metadata: { $ledgerPosition: '41' } }],
    ['{"$ledgerPosition":-1}', { metadata: { $ledgerPosition: -1 } }],
    ['{"$ledgerPosition":1.5}', { metadata: { $ledgerPosition: 1.5 } }],
  ])('is taken out of the metadata where it is one: %s', async (metadata, expected) => {
    await withStore({ metadata }, async (store) => {
      const [event] = await store.readStream('notes-2');
      const { metadata: read, originalPosition } = event!;
      expect({ metadata: read, originalPosition }).toEqual({ originalPosition: undefined, ...expected });
    });
  });
});
