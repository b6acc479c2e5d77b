import { EmbeddedEventStore } from '#event-store';
import { LogEndLost } from '../log-end';
import { ReadModelStorage } from '../read-model-storage';
import type { Projection } from '../read-model-tables';
import { build, startService, watching, type Service } from '../given/rebuilding';
import {
  decodeTallied,
  entries,
  sums,
  talliedEvent,
  temporaryFolders,
  type RecordedTally,
  type Sum,
} from '../given/tally';
import { RebuildUnderWay } from './lease';
import { NothingToUndo, ReadModelRebuild } from './read-model-rebuild';
import { UNREADABLE } from './stored-rows';

const folder = temporaryFolders();
let directory: string;
let store: EmbeddedEventStore;
let service: Service;

const start = (projections = [sums, entries]): Service => startService({ directory, store, projections });

beforeEach(async () => {
  directory = await folder();
  store = await EmbeddedEventStore.open(await folder());
  service = start();
});
afterEach(async () => {
  await service.close();
  await store.close();
});

const caughtUp = async () => service.updater.reach(await store.head(), new AbortController().signal);

async function add(stream: string, ...numbers: number[]): Promise<void> {
  await store.append(stream, 'any', numbers.map(talliedEvent));
  await caughtUp();
}

const sumOf = (stream: string) => service.storage.view<Sum>('sums').rows.get([stream])?.sum ?? null;
const standing = (name = 'sums') => {
  const tables = service.storage.folder.content;
  return { live: tables.liveOf(tables.model(name)), ...tables.asideOf(tables.model(name)) };
};
const tableRows = (name = 'sums') => {
  service.storage.folder.environment.resetReadTxn();
  return service.storage.folder.content.model(name).tables.map((table) => table.getCount());
};

/** As somebody would who can write to the disk. */
const damage = (stream: string, row: unknown) =>
  service.storage.folder.write(() => {
    const tables = service.storage.folder.content;
    const { live } = standing();
    void tables.model('sums').tables[live?.table ?? 0]!.put([stream], row);
  });

const begin = () => ReadModelRebuild.begin(service.storage, store);

async function rebuilding<T>(work: (rebuild: ReadModelRebuild<RecordedTally>) => Promise<T>): Promise<T> {
  const rebuild = await begin();
  try {
    return await work(rebuild);
  } finally {
    await rebuild.close();
  }
}

/** Builds, and goes live whatever was found. */
const rebuilt = (name = 'sums') =>
  rebuilding(async (rebuild) => {
    const watcher = watching();
    const built = await build(rebuild, name, watcher);
    await rebuild.goLive(name, watcher.building);
    return { ...built, found: watcher.found };
  });

/**
 * With another build's projections; it is noted which positions are decoded. One process cannot open the folder twice, so the service
 * is away meanwhile.
 */
async function alone<T>(
  projections: readonly Projection<RecordedTally>[],
  decodedAt: number[],
  work: (rebuild: ReadModelRebuild<RecordedTally>) => Promise<T>,
): Promise<T> {
  await service.close();
  const storage = ReadModelStorage.open(directory, projections, (stored) => {
    decodedAt.push(stored.position);
    return decodeTallied(stored);
  });
  const rebuild = await ReadModelRebuild.begin(storage, store);
  const result = await work(rebuild);
  await rebuild.close();
  await storage.close();
  service = start();
  return result;
}

describe('a rebuild', () => {
  it('finds the same rows, puts them in the place of the live ones, and keeps those', async () => {
    await add('tally-1', 1, 2);
    await add('tally-2', 4);
    const built = await rebuilt();
    expect(built).toEqual({
      version: 1,
      against: 1,
      position: 2,
      differences: 0,
      before: { digest: expect.stringMatching(/^[0-9a-f]{64}$/), rows: 2 },
      after: built.before,
      found: [],
    });
    expect(standing()).toMatchObject({ live: { position: 2, table: 1 }, previous: { position: 2 } });
    expect([sumOf('tally-1'), sumOf('tally-2')]).toEqual([3, 4]);
  });

  it('is followed by the service as what was there before', async () => {
    await add('tally-1', 1);
    await rebuilt();
    await add('tally-1', 5);
    expect([sumOf('tally-1'), service.storage.position(), service.failures]).toEqual([6, 1, []]);
    expect(standing().previous).toMatchObject({ position: 0 });
  });

  it('leaves the other read models alone', async () => {
    await add('tally-1', 1);
    await rebuilt('entries');
    expect([standing('sums').live?.table, standing('entries').live?.table]).toEqual([undefined, 1]);
  });

  it('of several decodes each event once, and compares and switches each by itself', async () => {
    await add('tally-1', ...Array.from({ length: 300 }, () => 1));
    await damage('tally-1', { sum: 7, position: 299 });
    const decodedAt: number[] = [];
    await alone([sums, entries], decodedAt, async (rebuild) => {
      await rebuild.build(['sums', 'entries'], () => undefined);
      expect(decodedAt).toEqual(Array.from({ length: 300 }, (_, position) => position));
      expect(await rebuild.compare('sums', watching())).toMatchObject({ differences: 1, position: 299 });
      expect(await rebuild.compare('entries', watching())).toMatchObject({ differences: 0, position: 299 });
      await rebuild.discard('sums');
      await rebuild.goLive('entries', () => undefined);
    });
    expect([sumOf('tally-1'), standing('entries').live?.table]).toEqual([7, 1]);
  });

  it('of several goes on with those that are not level when one is', async () => {
    await add('tally-1', ...Array.from({ length: 300 }, () => 1));
    await service.close();
    service = start([entries]);
    await add('tally-1', ...Array.from({ length: 300 }, () => 1));
    await alone([sums, entries], [], async (rebuild) => {
      await rebuild.build(['sums', 'entries'], () => undefined);
      const built = [await rebuild.compare('sums', watching()), await rebuild.compare('entries', watching())];
      expect(built.map(({ differences, position }) => [differences, position])).toEqual([
        [0, 299],
        [0, 599],
      ]);
    });
  });

  it('compares nothing that was not built', async () => {
    await add('tally-1', 1);
    await rebuilding((rebuild) =>
      expect(rebuild.compare('sums', watching())).rejects.toThrow('nothing of sums'),
    );
    expect([standing().shadow, sumOf('tally-1')]).toEqual([undefined, 1]);
  });

  it('lists what differs, and changes nothing that is answered until it is told to', async () => {
    await add('tally-1', 1);
    await add('tally-2', 2);
    await add('tally-3', 3);
    await damage('tally-2', { sum: 7, position: 1 });
    await damage('tally-4', { sum: 1, position: 0 });
    const rebuild = await begin();
    const watcher = watching();
    const built = await build(rebuild, 'sums', watcher);
    expect([...watcher.found].sort((a, b) => String(a.key).localeCompare(String(b.key)))).toEqual([
      { key: ['tally-2'], before: { sum: 7, position: 1 }, after: { sum: 2, position: 1 } },
      { key: ['tally-4'], before: { sum: 1, position: 0 }, after: null },
    ]);
    expect(built).toMatchObject({ differences: 2, before: { rows: 4 }, after: { rows: 3 } });
    expect(built.before.digest).not.toBe(built.after.digest);
    expect(sumOf('tally-2')).toBe(7);
    await rebuild.goLive('sums', watcher.building);
    expect([sumOf('tally-2'), sumOf('tally-4')]).toEqual([2, null]);
    await rebuild.close();
  });

  it('finds a row that is gone, and bytes that are no row or no key any more', async () => {
    await add('tally-1', 1);
    await add('tally-2', 2);
    const { environment } = service.storage.folder;
    const damaged = environment.openDB<Buffer, string>({ name: 'sums.v1', encoding: 'binary' });
    await damaged.remove('tally-1');
    await damaged.put('tally-2', Buffer.from('{"sum":'));
    const strange = environment.openDB<Buffer, Buffer>({
      name: 'sums.v1',
      encoding: 'binary',
      keyEncoding: 'binary',
    });
    const row = service.storage.folder.content.formatOf('sums.v1').encode(1);
    await strange.put(Buffer.from([7, 1, 3, 0, 0, 0, 0, 0]), row);
    const { found } = await rebuilt();
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        { key: ['tally-1'], before: null, after: { sum: 1, position: 0 } },
        { key: ['tally-2'], before: UNREADABLE, after: { sum: 2, position: 1 } },
        { key: UNREADABLE, before: 1, after: null },
      ]),
    );
    expect([sumOf('tally-1'), sumOf('tally-2')]).toEqual([1, 2]);
    await rebuilt();
    expect(tableRows()).toEqual([0, 2, 2]);
  });

  it('empties tables whose keys are of several parts', async () => {
    await add('tally-1', ...Array.from({ length: 300 }, () => 0));
    for (let times = 0; times < 3; times += 1) await rebuilt('entries');
    expect(tableRows('entries').sort((a, b) => a - b)).toEqual([0, 300, 300]);
  });

  it('says of rows that say the same in another order of words that they are equal', async () => {
    await add('tally-1', 1);
    await damage('tally-1', { position: 0, sum: 1 });
    expect(await rebuilt()).toMatchObject({ differences: 0, found: [] });
  });

  it('is level with what is live while events keep coming, and never stands before it', async () => {
    await add('tally-0', ...Array.from({ length: 300 }, () => 0));
    const over = new AbortController();
    const writing = (async () => {
      for (let n = 0; !over.signal.aborted; n += 1) await add(`tally-${n % 7}`, 1);
    })();
    const positions: number[] = [];
    const timer = setInterval(() => positions.push(service.storage.view('sums').position), 1);
    const outcomes = [await rebuilt(), await rebuilt(), await rebuilt()];
    over.abort();
    await writing;
    clearInterval(timer);
    expect(outcomes.map(({ differences }) => differences)).toEqual([0, 0, 0]);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(service.failures).toEqual([]);
    expect((await rebuilt()).differences).toBe(0);
  });

  it('begins clean after one that was broken off, and keeps no rows of older ones', async () => {
    await add('tally-1', 1);
    const brokenOff = await begin();
    await build(brokenOff, 'sums');
    await brokenOff.close();
    expect(standing().shadow).toMatchObject({ position: 0 });
    await add('tally-2', 2);
    for (let times = 0; times < 4; times += 1) expect((await rebuilt()).differences).toBe(0);
    expect(standing().shadow).toBeUndefined();
    expect(tableRows().sort()).toEqual([0, 2, 2]);
  });

  it('ends at its next step when it is closed, and leaves what is live as it was', async () => {
    await add('tally-1', ...Array.from({ length: 900 }, () => 0));
    const rebuild = await begin();
    const building = build(rebuild, 'sums');
    await rebuild.close();
    await expect(building).rejects.toThrow('aborted');
    expect(standing().live).toMatchObject({ position: 899 });
    await (await begin()).close();
  });

  it('leaves nothing behind when what was built is discarded', async () => {
    await add('tally-1', 1);
    await rebuilding(async (rebuild) => {
      await build(rebuild, 'sums');
      await rebuild.discard('sums');
    });
    expect(standing()).toEqual({ live: expect.objectContaining({ position: 0 }) });
    expect(tableRows()).toEqual([1, 0, 0]);
  });

  it('of an empty ledger is no rows of another one, and begins to be filled like any', async () => {
    await rebuilt();
    await expect(service.storage.demandSameLedger(store)).resolves.toBeUndefined();
    await rebuilt();
    await add('tally-1', 1, 2);
    expect([sumOf('tally-1'), service.storage.position()]).toEqual([3, 1]);
    await expect(service.storage.demandSameLedger(store)).resolves.toBeUndefined();
  });

  it('is refused on rows that have come further than the log', async () => {
    await add('tally-1', 1);
    const other = await EmbeddedEventStore.open(await folder());
    await expect(ReadModelRebuild.begin(service.storage, other)).rejects.toThrow(LogEndLost);
    await other.close();
  });
});

describe('a new version of a projection', () => {
  const doubled: Projection<RecordedTally> = {
    ...sums,
    version: 2,
    apply: (event, rows) => sums.apply({ ...event, by: 2 * event.by }, rows),
  };

  it('is built beside the live one before it is served, and compared with it', async () => {
    await add('tally-1', 1, 2);
    await service.close();
    service = start([sums]);
    const ahead = await alone([doubled], [], async (rebuild) => {
      const watcher = watching();
      const built = await build(rebuild, 'sums', watcher);
      await rebuild.goLive('sums', watcher.building);
      return { built, found: watcher.found };
    });
    expect(ahead.built).toMatchObject({ against: 1, differences: 1, position: 1 });
    expect(ahead.found).toEqual([
      { key: ['tally-1'], before: { sum: 3, position: 1 }, after: { sum: 6, position: 1 } },
    ]);
    expect(sumOf('tally-1')).toBe(3);
    await service.close();
    service = start([doubled]);
    expect([service.storage.position(), sumOf('tally-1')]).toEqual([1, 6]);
  });

  it('is built without anything to compare it with where nothing is live yet', async () => {
    await add('tally-1', 1, 2);
    const newcomer: Projection<RecordedTally> = { ...sums, name: 'newcomer' };
    const built = await alone([newcomer], [], async (rebuild) => {
      const outcome = await build(rebuild, 'newcomer');
      await rebuild.goLive('newcomer', () => undefined);
      return outcome;
    });
    expect(built).toMatchObject({ against: null, differences: 0, after: { rows: 1 } });
    await service.close();
    service = start([newcomer]);
    expect(service.storage.view<Sum>('newcomer').rows.get(['tally-1'])?.sum).toBe(3);
  });
});

describe('undoing', () => {
  const undo = () => rebuilding((rebuild) => rebuild.undo('sums', () => undefined));

  it('puts back what was live, brought up to the head; and undoing that, what was live then', async () => {
    await add('tally-1', 1);
    await damage('tally-2', { sum: 7, position: 0 });
    await rebuilt();
    await add('tally-1', 2);
    expect([sumOf('tally-1'), sumOf('tally-2')]).toEqual([3, null]);
    await undo();
    expect([sumOf('tally-1'), sumOf('tally-2'), service.storage.position()]).toEqual([3, 7, 1]);
    await add('tally-1', 4);
    await undo();
    expect([sumOf('tally-1'), sumOf('tally-2'), service.storage.position()]).toEqual([7, null, 2]);
  });

  it('is refused when nothing was live before', async () => {
    await add('tally-1', 1);
    await expect(undo()).rejects.toThrow(NothingToUndo);
    expect(standing()).toEqual({ live: expect.objectContaining({ position: 0 }) });
  });
});

describe('two at once', () => {
  it('is one too many: the second says so', async () => {
    const first = await begin();
    await expect(begin()).rejects.toThrow(RebuildUnderWay);
    await first.close();
    await (await begin()).close();
  });

  it('is none when the first is dead, and should that one wake up again, it writes nothing more', async () => {
    await add('tally-1', 1);
    const first = await begin();
    await build(first, 'sums');
    await pretendDead();
    const second = await begin();
    await expect(first.goLive('sums', () => undefined)).rejects.toThrow(RebuildUnderWay);
    await first.close();
    expect(standing().previous).toBeUndefined();
    await build(second, 'sums');
    await second.goLive('sums', () => undefined);
    await second.close();
  });

  /** The holder's process becomes one that there cannot be. */
  const pretendDead = () =>
    service.storage.folder.write(() => {
      const leases = service.storage.folder.environment.openDB<object, string>({
        name: 'lease',
        encoding: 'json',
      });
      const { process, ...holder } = leases.get('rebuild') as { process: object };
      void leases.put('rebuild', { ...holder, process: { ...process, pid: 2 ** 30 } });
    });
});
