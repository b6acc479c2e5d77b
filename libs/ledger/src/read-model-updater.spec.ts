import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { EmbeddedEventStore, NO_POSITION } from '#event-store';
import { ReadModelStorage } from './read-model-storage';
import type { Projection } from './read-model-tables';
import { ReadModelUpdater } from './read-model-updater';
import { ReadModelsStopped } from './update-failure';
import {
  decodeTallied,
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
let updater: ReadModelUpdater<RecordedTally>;
let failures: Error[];
let applied: number[];
let recoveries: number;
let isWriteable: boolean;

/** The sums, and a note of every event that was applied. */
const noting: Projection<RecordedTally> = {
  ...sums,
  apply(event, rows) {
    if (!isWriteable) throw new Error('There is no room.');
    applied.push(event.position);
    return sums.apply(event, rows);
  },
};

function begin(): void {
  applied = [];
  storage = ReadModelStorage.open(directory, [noting], decodeTallied);
  updater = new ReadModelUpdater(store, storage, {
    failed: (error) => failures.push(error),
    recovered: () => void (recoveries += 1),
  });
}

async function end(): Promise<void> {
  await updater.close();
  await storage.close();
}

beforeEach(async () => {
  directory = await folder();
  failures = [];
  [recoveries, isWriteable] = [0, true];
  store = await EmbeddedEventStore.open(await folder());
  begin();
});
afterEach(async () => {
  await end();
  await store.close();
});

/** The signal of somebody who waits as long as it takes. */
const patient = () => new AbortController().signal;

const append = async (...numbers: number[]) => {
  await store.append('tally-1', 'any', numbers.map(talliedEvent));
  return store.head();
};
const sum = () => storage.view<Sum>('sums').rows.get(['tally-1'])?.sum ?? null;

describe('following', () => {
  it('catches up with what was, and goes on with what comes', async () => {
    const before = await append(1, 2);
    updater.start();
    await updater.reach(before, patient());
    expect(sum()).toBe(3);
    const live = updater.reach(before + 1, patient());
    await append(3);
    await live;
    expect([sum(), updater.reached(), updater.applied()]).toEqual([6, 2, 2]);
  });

  it('does not wait for what is already there', async () => {
    updater.start();
    await updater.reach(await append(1), patient());
    await expect(updater.reach(0, patient())).resolves.toBeUndefined();
    await expect(updater.reach(NO_POSITION, patient())).resolves.toBeUndefined();
  });

  it('wakes each who waits at the position asked for, and not before', async () => {
    updater.start();
    const woken: number[] = [];
    const waits = [0, 1, 2].map((target) => updater.reach(target, patient()).then(() => woken.push(target)));
    await updater.reach(await append(1), patient());
    expect(woken).toEqual([0]);
    await append(2, 3);
    await Promise.all(waits);
    expect(woken).toEqual([0, 1, 2]);
  });

  it('begins after a restart where it stopped', async () => {
    updater.start();
    await updater.reach(await append(1, 2), patient());
    await end();
    begin();
    expect(updater.reached()).toBe(1);
    updater.start();
    await updater.reach(await append(4), patient());
    expect([applied, sum()]).toEqual([[2], 7]);
  });

  describe("passes the ledger's own notes over", () => {
    const note = (numbers: readonly number[]) =>
      store.append('audit-notes', 'any', numbers.map(talliedEvent)).then(() => store.head());

    it('without writing anything, and has reached them', async () => {
      updater.start();
      const before = await append(1);
      await updater.reach(before, patient());
      const head = await note([2, 3]);
      await updater.reach(head, patient());
      expect(updater.reached()).toBe(head);
      expect(storage.position()).toBe(before);
    });

    it('and misses nothing between and behind them', async () => {
      updater.start();
      await append(1);
      await updater.reach(await note([5]), patient());
      await append(2);
      await note([5]);
      await updater.reach(await append(3), patient());
      expect(storage.view<Sum>('sums').rows.get(['tally-1'])).toMatchObject({ sum: 6 });
    });

    it('and writes down how far it is when there are many, for the next start', async () => {
      updater.start();
      await append(1);
      const head = await note(Array.from({ length: 1000 }, () => 5));
      await updater.reach(head, patient());
      expect(storage.position()).toBeGreaterThan(900);
    });
  });

  it('begins again where the rows stand when somebody has taken them back', async () => {
    updater.start();
    await updater.reach(await append(1, 2), patient());
    takeBack(directory);
    expect(storage.view('sums').position).toBeLessThan(updater.applied());
    await updater.reach(await append(4), patient());
    expect([sum(), storage.position(), failures]).toEqual([7, 2, []]);
  });
});

describe('an event of a version that this build does not know', () => {
  const fromTheFuture = () => store.append('tally-1', 'any', [{ ...talliedEvent(9), type: 'Tallied.v2' }]);

  it('stops it for as long as it is not known: those who wait get an error, and those who come later', async () => {
    updater.start();
    await updater.reach(await append(1), patient());
    const waiting = updater.reach(1, patient());
    await fromTheFuture();
    await expect(waiting).rejects.toThrow(ReadModelsStopped);
    await expect(updater.reach(1, patient())).rejects.toThrow(ReadModelsStopped);
    expect(failures).toEqual([expect.any(UnknownVersion)]);
    expect(updater.stoppedBy()).toBeInstanceOf(ReadModelsStopped);
  });

  it('leaves the rows as they were, and stops it again after a restart', async () => {
    updater.start();
    await updater.reach(await append(1), patient());
    await fromTheFuture();
    await expect(updater.reach(1, patient())).rejects.toThrow(ReadModelsStopped);
    await append(2);
    expect([sum(), updater.reached(), storage.position()]).toEqual([1, 0, 0]);
    await end();
    begin();
    updater.start();
    await expect(updater.reach(2, patient())).rejects.toThrow(ReadModelsStopped);
    expect([sum(), updater.reached()]).toEqual([1, 0]);
  });
});

describe('a batch that could not be applied for a while', () => {
  it('is tried again with pauses, and everything goes on by itself', async () => {
    updater.start();
    await updater.reach(await append(1), patient());
    isWriteable = false;
    const waiting = updater.reach(1, patient());
    await append(2);
    await expect(waiting).rejects.toThrow(ReadModelsStopped);
    await wait(500);
    await expect(updater.reach(1, patient())).rejects.toThrow(ReadModelsStopped);
    expect([sum(), failures.length, recoveries]).toEqual([1, 1, 0]);
    isWriteable = true;
    while (updater.stoppedBy()) await wait(10);
    await updater.reach(await append(4), patient());
    expect([sum(), applied, failures.length, recoveries]).toEqual([7, [0, 1, 2], 1, 1]);
  });
});

describe('an end', () => {
  it('tells those who wait', async () => {
    updater.start();
    const waiting = updater.reach(0, patient());
    await updater.close();
    await expect(waiting).rejects.toThrow(ReadModelsStopped);
    expect(failures).toEqual([]);
  });

  it('is no failure while a batch is being applied', async () => {
    await append(...Array.from({ length: 500 }, () => 0));
    updater.start();
    await updater.close();
    expect(failures).toEqual([]);
    expect(sum()).toBe(storage.position() === NO_POSITION ? null : 0);
  });
});

/** Empties the read models, as another process would that builds them anew. */
function takeBack(path: string): void {
  const script = `
    const root = require('lmdb').open({ path: ${JSON.stringify(path)}, encoding: 'json', maxDbs: 64 });
    Promise.all(['checkpoints', 'sums.v1'].map((name) => root.openDB({ name, encoding: 'json' }).clearAsync()))
      .then(() => root.close());`;
  execFileSync(process.execPath, ['-e', script]);
}
