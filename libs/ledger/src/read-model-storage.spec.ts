import { EmbeddedEventStore, NO_POSITION, type Batch, type NewEvent, type StoredEvent } from '#event-store';
import { newId } from '#platform';
import { LogEndLost } from './log-end';
import { ForeignReadModels, HoleInProgress, ReadModelStorage } from './read-model-storage';
import type { Projection } from './read-model-tables';
import {
  decodeTallied,
  entries,
  sums,
  talliedEvent,
  temporaryFolders,
  UnknownVersion,
  type RecordedTally,
  type Sum,
} from './given/tally';

const folder = temporaryFolders();
let directory: string;
let store: EmbeddedEventStore;
let storage: ReadModelStorage<RecordedTally>;

const open = (projections: readonly Projection<RecordedTally>[] = [sums, entries], at = directory) =>
  ReadModelStorage.open(at, projections, decodeTallied);

beforeEach(async () => {
  directory = await folder();
  store = await EmbeddedEventStore.open(await folder());
  storage = open();
});
afterEach(async () => {
  await storage.close();
  await store.close();
});

const append = (...events: NewEvent[]) => store.append('tally-1', 'any', events);

/** Everything in the log after a position, as one batch. */
async function batchAfter(after = NO_POSITION, log = store): Promise<Batch> {
  const events: StoredEvent[] = [];
  for await (const event of log.readAll({ from: after })) events.push(event);
  return { events, position: events.at(-1)?.position ?? after };
}

const sum = (of = storage) => of.view<Sum>('sums').rows.get(['tally-1'])?.sum ?? null;
const listed = (of = storage) =>
  [...of.view<number>('entries').rows.scan(['entry'])].map(({ key, row }) => [key[1], row]);

describe('applying', () => {
  it('puts every read model where the batch ends', async () => {
    await append(talliedEvent(2), talliedEvent(3));
    await storage.apply(await batchAfter(), NO_POSITION);
    expect([sum(), listed()]).toEqual([
      5,
      [
        [0, 2],
        [1, 3],
      ],
    ]);
    expect([storage.position(), storage.view('sums').position, storage.checkpoint('entries')]).toEqual([
      1, 1, 1,
    ]);
  });

  it('passes over what was applied before', async () => {
    await append(talliedEvent(2));
    const batch = await batchAfter();
    await storage.apply(batch, NO_POSITION);
    await append(talliedEvent(3));
    await storage.apply(await batchAfter(), NO_POSITION);
    await storage.apply(batch, NO_POSITION);
    expect([sum(), storage.position()]).toEqual([5, 1]);
  });

  it('passes events of no interest, and is then past them', async () => {
    await append({ id: newId(), type: 'Noted.v1', data: {}, metadata: {} });
    await storage.apply(await batchAfter(), NO_POSITION);
    expect([sum(), listed(), storage.position()]).toEqual([null, [], 0]);
  });

  it('refuses to leave a hole, and then applies nothing', async () => {
    await append(talliedEvent(2), talliedEvent(3), talliedEvent(4));
    await expect(storage.apply(await batchAfter(1), 1)).rejects.toThrow(HoleInProgress);
    expect([sum(), listed(), storage.position()]).toEqual([null, [], NO_POSITION]);
  });

  it('applies nothing of a batch with an event of an unknown version', async () => {
    await append(talliedEvent(2), { ...talliedEvent(3), type: 'Tallied.v2' });
    await expect(storage.apply(await batchAfter(), NO_POSITION)).rejects.toThrow(UnknownVersion);
    expect([sum(), listed(), storage.position()]).toEqual([null, [], NO_POSITION]);
  });

  it('applies nothing at all when one projection fails in the middle', async () => {
    await storage.close();
    const failing: Projection<RecordedTally> = {
      name: 'failing',
      version: 1,
      apply: ({ by }) => {
        if (by === 3) throw new Error('A fault in a projection.');
        return [{ key: ['row'], row: by }];
      },
    };
    storage = open([sums, entries, failing]);
    await append(talliedEvent(2), talliedEvent(3));
    await expect(storage.apply(await batchAfter(), NO_POSITION)).rejects.toThrow('A fault in a projection.');
    expect([sum(), listed(), storage.view('failing').rows.get(['row'])]).toEqual([null, [], null]);
    expect(storage.names.map((name) => storage.checkpoint(name))).toEqual([-1, -1, -1]);
  });

  it('takes a batch that overlaps what another process has applied meanwhile', async () => {
    await append(talliedEvent(2));
    const first = await batchAfter();
    await append(talliedEvent(3));
    await Promise.all([
      storage.apply(first, NO_POSITION),
      storage.apply(await batchAfter(), NO_POSITION),
      storage.apply(first, NO_POSITION),
    ]);
    expect([sum(), storage.position()]).toEqual([5, 1]);
  });
});

describe('a scan', () => {
  it('hands out the rows of its prefix only, from where it is told', async () => {
    await append(talliedEvent(2), talliedEvent(3), talliedEvent(4));
    await storage.apply(await batchAfter(), NO_POSITION);
    const { rows } = storage.view<number>('entries');
    expect([...rows.scan(['entry'], ['entry', 1])].map(({ row }) => row)).toEqual([3, 4]);
    expect([...rows.scan(['other'])]).toEqual([]);
  });
});

describe('after a restart', () => {
  it('stands where it stood', async () => {
    await append(talliedEvent(2));
    await storage.apply(await batchAfter(), NO_POSITION);
    await storage.close();
    storage = open();
    expect([sum(), storage.position()]).toEqual([2, 0]);
  });

  it('builds another version of a projection anew, beside the rows of the old one', async () => {
    await append(talliedEvent(2));
    await storage.apply(await batchAfter(), NO_POSITION);
    await storage.close();
    storage = open([{ ...sums, version: 2 }, entries]);
    expect([sum(), listed(), storage.position()]).toEqual([null, [[0, 2]], NO_POSITION]);
    await storage.apply(await batchAfter(), NO_POSITION);
    expect([sum(), listed(), storage.position()]).toEqual([2, [[0, 2]], 0]);
  });

  it('reads rows by the words that they were first stored with, whatever words the build has', async () => {
    const ofWords = (...texts: string[]) => [{ ...sums, version: 2, words: { shapes: [texts], texts } }];
    await append(talliedEvent(2));
    await storage.close();
    storage = open(ofWords('sum', 'position'));
    await storage.apply(await batchAfter(), NO_POSITION);
    await storage.close();
    storage = open(ofWords('position', 'sum'));
    await append(talliedEvent(3));
    await storage.apply(await batchAfter(0), 0);
    expect(storage.view<Sum>('sums').rows.get(['tally-1'])).toEqual({ sum: 5, position: 1 });
  });
});

describe('a log that is not the one they were built from', () => {
  let other: EmbeddedEventStore;
  beforeEach(async () => {
    other = await EmbeddedEventStore.open(await folder());
    await append(talliedEvent(2), talliedEvent(3));
    await storage.apply(await batchAfter(), NO_POSITION);
  });
  afterEach(() => other.close());

  it('is told from the same one, which may have grown', async () => {
    await expect(storage.demandSameLedger(store)).resolves.toBeUndefined();
    await append(talliedEvent(4));
    await expect(storage.demandSameLedger(store)).resolves.toBeUndefined();
  });

  it.each([
    [
      'is empty',
      0,
      LogEndLost,
      /^The log has lost its end: it holds no event, .* reached position 1\. Position 0 is missing\./,
    ],
    [
      'ends before the place where they stopped',
      1,
      LogEndLost,
      /it ends at position 0, .*Position 1 is missing\./,
    ],
    ['has another event there', 2, ForeignReadModels, /restore a newer one/],
    ['has another event there and is longer', 3, ForeignReadModels, /restore a newer one/],
  ])('is refused when it %s', async (_what, events, error, message) => {
    if (events > 0)
      await other.append(
        'tally-1',
        'any',
        Array.from({ length: events }, () => talliedEvent(2)),
      );
    const demand = storage.demandSameLedger(other);
    await expect(demand).rejects.toThrow(error);
    await expect(demand).rejects.toThrow(message);
    await expect(demand).rejects.toThrow(directory);
  });

  it('is no matter to read models that have applied nothing yet', async () => {
    const fresh = open([sums], await folder());
    await expect(fresh.demandSameLedger(other)).resolves.toBeUndefined();
    await fresh.close();
  });
});
