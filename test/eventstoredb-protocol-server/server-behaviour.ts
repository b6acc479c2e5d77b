import { randomUUID } from 'node:crypto';
import {
  ANY,
  EventStoreDBClient,
  NO_STREAM,
  STREAM_EXISTS,
  jsonEvent,
  type AppendExpectedRevision,
} from '@eventstore/db-client';

/**
 * What a server does, and nobody would guess. The protocol server does the same: the cases are for both, and were first seen on a
 * real server of version 23.10.
 */
export function serverBehaviour(name: string, urlOf: () => string): void {
  describe(name, () => {
    const server = new RawClient(urlOf);
    afterAll(() => server.close());

    describe('whose stream is deleted', () => deletions(server));
    describe('that is asked for a position of no event', () => positions(server));
    it('is never empty: a new one holds an event of its own', async () => {
      expect(await server.lastPosition()).toBeGreaterThan(0n);
    });

    it('hands ids out in small letters, and knows them by either', async () => {
      const [stream, id] = [newName(), randomUUID().toUpperCase()];
      await server.append(stream, NO_STREAM, [id]);
      expect(await server.append(stream, NO_STREAM, [id])).toBe(0n);
      expect(await server.ids(stream)).toEqual([id.toLowerCase()]);
    });
  });
}

function deletions(server: RawClient): void {
  const deleted = async (): Promise<string> => {
    const stream = newName();
    await server.append(stream, NO_STREAM, [randomUUID(), randomUUID(), randomUUID()]);
    await server.client.deleteStream(stream);
    return stream;
  };

  it('gives it as one that never was', async () => {
    await expect(server.ids(await deleted())).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it.each<[string, AppendExpectedRevision]>([
    ['none', NO_STREAM],
    ['anything', ANY],
    ['its last event', 2n],
  ])('begins it anew for a writer who expects %s, and counts on', async (_, expected) => {
    expect(await server.append(await deleted(), expected, [randomUUID()])).toBe(3n);
  });

  it.each<[string, AppendExpectedRevision, string]>([
    ['any stream', STREAM_EXISTS, 'stream-deleted'],
    ['another last event', 0n, 'wrong-expected-version'],
  ])('refuses a writer who expects %s', async (_, expected, type) => {
    await expect(server.append(await deleted(), expected, [randomUUID()])).rejects.toMatchObject({ type });
  });

  it('for good, refuses to read it and to write to it', async () => {
    const stream = newName();
    await server.append(stream, NO_STREAM, [randomUUID()]);
    await server.client.tombstoneStream(stream);
    await expect(server.ids(stream)).rejects.toMatchObject({ type: 'stream-deleted' });
    for (const expected of [NO_STREAM, ANY, 0n, STREAM_EXISTS] as const) {
      await expect(server.append(stream, expected, [randomUUID()])).rejects.toMatchObject({
        type: 'stream-deleted',
      });
    }
  });
}

function positions(server: RawClient): void {
  const NO_SUCH = 'Unexpected ReadAllResult';

  it('between two, refuses to read from it either way', async () => {
    const [between] = await server.gap();
    await expect(server.from(between, 'forwards')).rejects.toThrow(NO_SUCH);
    await expect(server.from(between, 'backwards')).rejects.toThrow(NO_SUCH);
  });

  it('behind the end, reads nothing forwards, and refuses to read backwards', async () => {
    const beyond = (await server.lastPosition()) + 1_000_000n;
    expect(await server.from(beyond, 'forwards')).toEqual([]);
    await expect(server.from(beyond, 'backwards')).rejects.toThrow(NO_SUCH);
  });

  it('zero, reads from its first event', async () => {
    expect(await server.from(0n, 'forwards')).toHaveLength(1);
  });
}

const newName = (): string => `behaviour-${randomUUID()}`;

/** The server's own client, as it is. */
class RawClient {
  private connected: EventStoreDBClient | undefined;

  constructor(private readonly urlOf: () => string) {}

  get client(): EventStoreDBClient {
    this.connected ??= EventStoreDBClient.connectionString(this.urlOf());
    return this.connected;
  }

  async append(stream: string, expectedRevision: AppendExpectedRevision, ids: string[]): Promise<bigint> {
    const events = ids.map((id) => jsonEvent({ id, type: 'Noted', data: {} }));
    return (await this.client.appendToStream(stream, events, { expectedRevision })).nextExpectedRevision;
  }

  async ids(stream: string): Promise<string[]> {
    const found: string[] = [];
    for await (const { event } of this.client.readStream(stream)) found.push(event!.id);
    return found;
  }

  async from(position: bigint | 'end', direction: 'forwards' | 'backwards', maxCount = 1): Promise<bigint[]> {
    const fromPosition = position === 'end' ? position : { commit: position, prepare: position };
    const found: bigint[] = [];
    const read = this.client.readAll({ fromPosition, direction, maxCount });
    for await (const { event } of read) found.push(event!.position.commit);
    return found;
  }

  async lastPosition(): Promise<bigint> {
    return (await this.from('end', 'backwards'))[0]!;
  }

  /** A position between the last two events. */
  async gap(): Promise<[bigint]> {
    await this.append(newName(), NO_STREAM, [randomUUID(), randomUUID()]);
    const [, previous] = await this.from('end', 'backwards', 2);
    return [previous! + 1n];
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }
}
