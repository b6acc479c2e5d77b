import { randomUUID } from 'node:crypto';
import {
  EmbeddedEventStore,
  type EventStore,
  type IndexedStore,
  type ReadAllOptions,
  type ReadStreamOptions,
} from '#event-store';
import { temporaryFolder, type TemporaryFolder } from '../../../../test/support/temporary-folder';
import type { Finding } from './finding';
import type { StreamRules } from './stream-rules';
import { walk } from './walk';

/** Streams of counters, each one more than the one before. */
const counting: StreamRules<number> = {
  holds: (stream) => stream.startsWith('count-'),
  initial: 0,
  follow: (state, { data }) =>
    (data as { count?: number }).count === state + 1
      ? { state: state + 1 }
      : { state, fault: { kind: 'rules', what: 'It is not one more.' } },
};

const counted = (count: number, padding = '') => ({
  id: randomUUID(),
  type: 'Counted.v1',
  data: { count, padding },
  metadata: {},
});

type Readable = Pick<EventStore, 'readAll' | 'readStream'>;
type Indexed = Readable & Pick<IndexedStore, 'streamPositions'>;

describe('a walk through a log', () => {
  let folder: TemporaryFolder;
  let store: EmbeddedEventStore;
  beforeEach(async () => {
    folder = await temporaryFolder();
    store = await EmbeddedEventStore.open(folder.path);
  });
  afterEach(async () => {
    await store.close();
    await folder.remove();
  });

  async function count(stream: string, from: number, to: number, padding?: string): Promise<void> {
    for (let next = from; next <= to; next++) await store.append(stream, 'any', [counted(next, padding)]);
  }

  async function walked(changed: Partial<Indexed> = {}) {
    const read: Indexed & Pick<IndexedStore, 'indexEntries'> = {
      indexEntries: () => store.indexEntries(),
      streamPositions: (stream, options) => store.streamPositions(stream, options),
      readAll: (options: ReadAllOptions) => store.readAll(options),
      readStream: (stream: string, options?: ReadStreamOptions) => store.readStream(stream, options),
      ...changed,
    };
    return walkedOf(read);
  }

  /** As a server shows its log: with an index that is its own matter. */
  async function walkedOnServer(changed: Partial<Readable> = {}) {
    return walkedOf({
      readAll: (options) => store.readAll(options),
      readStream: (stream, options) => store.readStream(stream, options),
      ...changed,
    });
  }

  async function walkedOf(read: Readable) {
    const findings: Finding[] = [];
    const positions: number[] = [];
    const rules = [counting] as readonly StreamRules[];
    const log = {
      name: 'ledger',
      store: read,
      upTo: await store.head(),
      rules,
    } as const;
    for await (const entry of walk(log, (finding) => findings.push(finding))) positions.push(entry.position);
    return { findings, positions };
  }

  it('asks the index for each stream once, and reads no stream, when all is sound', async () => {
    for (const name of ['count-a', 'count-b']) await count(name, 1, 30);
    await count('count-a', 31, 40);
    const asked: string[] = [];
    let read = 0;
    const { findings, positions } = await walked({
      streamPositions: (stream, options) => {
        asked.push(stream);
        return store.streamPositions(stream, options);
      },
      readStream: (stream, options) => {
        read += 1;
        return store.readStream(stream, options);
      },
    });
    expect({ findings, walked: positions.length, read }).toEqual({ findings: [], walked: 70, read: 0 });
    expect(asked.toSorted()).toEqual(['count-a', 'count-b']);
  });

  it('asks for the places of a long stream in pages', async () => {
    const together = Array.from({ length: 1001 }, (_, index) => counted(index + 1));
    await store.append('count-long', 'no-stream', together);
    const pages: number[] = [];
    const { findings } = await walked({
      streamPositions: (stream, options) => {
        pages.push(options.from);
        return store.streamPositions(stream, options);
      },
    });
    expect({ findings, pages }).toEqual({ findings: [], pages: [0, 1000] });
  });

  it('passes over what is appended meanwhile', async () => {
    await count('count-a', 1, 8);
    const findings = await walked({
      streamPositions: async (stream, options) => {
        await count('count-a', 9, 20);
        return store.streamPositions(stream, options);
      },
    });
    expect(findings).toEqual({ findings: [], positions: [0, 1, 2, 3, 4, 5, 6, 7] });
  });

  it('reports a stream that the index has lost', async () => {
    await count('count-a', 1, 1);
    await count('count-b', 1, 1);
    const { findings } = await walked({
      streamPositions: async (stream, options) =>
        stream === 'count-a' ? [] : store.streamPositions(stream, options),
      readStream: async (stream, options) => (stream === 'count-a' ? [] : store.readStream(stream, options)),
    });
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'stream', position: 0, stream: 'count-a' }) as Finding,
    ]);
  });

  it('reports an event for which the index names another place', async () => {
    await count('count-a', 1, 2);
    await count('count-b', 1, 1);
    const elsewhere = (await store.readStream('count-b'))[0]!;
    const { findings } = await walked({
      streamPositions: async (stream, options) => {
        const positions = await store.streamPositions(stream, options);
        return stream === 'count-a' ? [positions[0]!, elsewhere.position] : positions;
      },
      readStream: async (stream, options) =>
        (await store.readStream(stream, options)).map((event) =>
          event.stream === 'count-a' && event.revision === 1 ? elsewhere : event,
        ),
    });
    expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['stream']));
    expect(findings.map(({ position }) => position)).toContain(1);
  });

  it('reports an index that disagrees with the log, even where each look-up of its own is right', async () => {
    await count('count-a', 1, 2);
    const { findings } = await walked({ streamPositions: async () => [0, 0] });
    expect(findings).toEqual([expect.objectContaining({ kind: 'stream', position: null }) as Finding]);
  });

  it('tells of an event that is in its stream and not in the log', async () => {
    await count('count-a', 1, 2);
    const { findings } = await walked({
      readAll: async function* (options) {
        for await (const event of store.readAll(options)) if (event.position !== 1) yield event;
      },
    });
    expect(findings).toEqual([expect.objectContaining({ kind: 'stream', position: null }) as Finding]);
  });

  it('tells of what the rules do not let follow, and of names that no stream has, with their positions', async () => {
    await count('count-a', 1, 1);
    await count('count-a', 3, 3);
    await count('stranger', 1, 1);
    const { findings } = await walked();
    expect(findings.map(({ kind, position }) => [kind, position])).toEqual([
      ['rules', 1],
      ['malformed', 2],
    ]);
  });

  describe('of a server', () => {
    it('asks for no stream when all is sound', async () => {
      for (const name of ['count-a', 'count-b']) await count(name, 1, 30);
      await count('count-a', 31, 40);
      let asked = 0;
      const { findings, positions } = await walkedOnServer({
        readStream: (stream, options) => {
          asked += 1;
          return store.readStream(stream, options);
        },
      });
      expect({ findings, asked, read: positions.length }).toEqual({ findings: [], asked: 0, read: 70 });
    });

    it('reports what the rules do not let follow, and names that no stream has, with their positions', async () => {
      await count('count-a', 1, 1);
      await count('count-a', 3, 3);
      await count('stranger', 1, 1);
      const { findings } = await walkedOnServer();
      expect(findings.map(({ kind, position }) => [kind, position])).toEqual([
        ['rules', 1],
        ['malformed', 2],
      ]);
    });

    it('reports the event behind one that the log lacks', async () => {
      await count('count-a', 1, 3);
      const { findings } = await walkedOnServer({
        readAll: async function* (options) {
          for await (const event of store.readAll(options)) if (event.position !== 1) yield event;
        },
      });
      expect(findings).not.toEqual([]);
      expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['stream']));
    });

    it('reports an event that the log has twice', async () => {
      await count('count-a', 1, 2);
      await count('count-b', 1, 1);
      const { findings } = await walkedOnServer({
        readAll: async function* (options) {
          for await (const event of store.readAll(options)) {
            const again = event.stream === 'count-b';
            yield again
              ? { ...event, stream: 'count-a', revision: 1, data: { count: 2, padding: '' } }
              : event;
          }
        },
      });
      expect(findings).toContainEqual(
        expect.objectContaining({ kind: 'stream', position: 2, stream: 'count-a' }) as Finding,
      );
    });

    it('reports a stream that the server hides from those who read it by name', async () => {
      await count('count-a', 1, 1);
      await count('count-b', 1, 1);
      const { findings } = await walkedOnServer({
        readAll: (options) => {
          options?.onMayBeHidden?.('count-a');
          return store.readAll(options);
        },
        readStream: async (stream, options) =>
          stream === 'count-a' ? [] : store.readStream(stream, options),
      });
      expect(findings).toEqual([
        expect.objectContaining({ kind: 'stream', position: 0, stream: 'count-a' }) as Finding,
      ]);
    });

    it('finds nothing wrong with a stream whose settings hide nothing', async () => {
      await count('count-a', 1, 3);
      const { findings } = await walkedOnServer({
        readAll: (options) => {
          options?.onMayBeHidden?.('count-a');
          return store.readAll(options);
        },
      });
      expect(findings).toEqual([]);
    });
  });
});
