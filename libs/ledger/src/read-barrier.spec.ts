import { EmbeddedEventStore, StoreUnavailable, type Position } from '#event-store';
import { NotCaughtUp, PositionBeyondHead, ReadBarrier } from './read-barrier';
import { ReadModelStorage } from './read-model-storage';
import { ReadModelUpdater } from './read-model-updater';
import { ReadModelsStopped } from './update-failure';
import { decodeTallied, sums, talliedEvent, temporaryFolders, type RecordedTally } from './given/tally';

const folder = temporaryFolders();
let store: EmbeddedEventStore;
let storage: ReadModelStorage<RecordedTally>;
let updater: ReadModelUpdater<RecordedTally>;
let now: number;
let headReads: number;

beforeEach(async () => {
  store = await EmbeddedEventStore.open(await folder());
  storage = ReadModelStorage.open(await folder(), [sums], decodeTallied);
  updater = new ReadModelUpdater(store, storage, { failed: () => undefined, recovered: () => undefined });
  now = 1_000;
  headReads = 0;
});
afterEach(async () => {
  await updater.close();
  await storage.close();
  await store.close();
});

const append = async (by = 1): Promise<Position> => {
  await store.append('tally-1', 'any', [talliedEvent(by)]);
  return store.head();
};

const barrier = (maxStalenessMs = 0, deadlineMs = 10_000, head = () => store.head()) =>
  new ReadBarrier(
    {
      head: () => {
        headReads += 1;
        return head();
      },
    },
    updater,
    { deadlineMs, maxStalenessMs },
    () => now,
  );

describe('with no staleness allowed', () => {
  it('lets a question pass when everything committed before it has been applied', async () => {
    updater.start();
    const gate = barrier();
    for (let round = 0; round < 50; round++) {
      const committed = await append();
      expect(await gate.pass()).toBeGreaterThanOrEqual(committed);
      expect(storage.view('sums').position).toBeGreaterThanOrEqual(committed);
    }
  });

  it('asks for the head anew for every question, whatever the time', async () => {
    const gate = barrier();
    await gate.pass();
    await gate.pass();
    expect(headReads).toBe(2);
  });

  it('holds a question back until its read model has come', async () => {
    const committed = await append();
    const passing = barrier().pass();
    expect(updater.reached()).toBeLessThan(committed);
    updater.start();
    expect(await passing).toBe(committed);
  });

  it('gives up at the deadline rather than answer from before', async () => {
    await append();
    await expect(barrier(0, 20).pass()).rejects.toThrow(NotCaughtUp);
  });

  it('gives no answer when the head cannot be learned', async () => {
    const blind = barrier(0, 20, () => Promise.reject(new StoreUnavailable('silent')));
    await expect(blind.pass()).rejects.toThrow(StoreUnavailable);
  });

  it('counts the time it took to learn the head', async () => {
    await append();
    const begun = performance.now();
    const late = barrier(0, 100_000, () => {
      now += 99_990;
      return store.head();
    });
    await expect(late.pass()).rejects.toThrow(NotCaughtUp);
    expect(performance.now() - begun).toBeLessThan(50_000);
  });

  it('gives no answer past which the read models have stopped', async () => {
    updater.start();
    await append();
    const gate = barrier();
    await gate.pass();
    await store.append('tally-1', 'any', [{ ...talliedEvent(1), type: 'Tallied.v2' }]);
    await expect(gate.pass()).rejects.toThrow(ReadModelsStopped);
    await expect(gate.pass()).rejects.toThrow(ReadModelsStopped);
  });
});

describe('a position to be waited for', () => {
  it('is waited for until the read models have come to it', async () => {
    const committed = await append();
    const passing = barrier().pass(committed);
    updater.start();
    expect(await passing).toBe(committed);
  });

  it('is refused at once when it is after the end of the log', async () => {
    updater.start();
    const committed = await append();
    await expect(barrier().pass(committed + 1)).rejects.toThrow(PositionBeyondHead);
  });

  it('counts for more than allowed staleness', async () => {
    updater.start();
    const gate = barrier(500);
    await gate.pass();
    const committed = await append();
    expect(await gate.pass(committed)).toBe(committed);
  });
});

describe('with a stated staleness', () => {
  it('does not ask for the head again within it, and does afterwards', async () => {
    updater.start();
    const gate = barrier(500);
    await gate.pass();
    now += 500;
    await gate.pass();
    expect(headReads).toBe(1);
    now += 1;
    await gate.pass();
    expect(headReads).toBe(2);
  });

  it('may answer without an event that was committed within it, and not without an older one', async () => {
    const gate = barrier(500, 20);
    await gate.pass();
    await append();
    now += 500;
    expect(await gate.pass()).toBe(-1);
    now += 1;
    await expect(gate.pass()).rejects.toThrow(NotCaughtUp);
  });

  it('counts from when the head was asked for, not from when the answer came', async () => {
    const slow = async () => {
      now += 400;
      return store.head();
    };
    const gate = barrier(500, 20, slow);
    await gate.pass();
    now += 101;
    await gate.pass();
    expect(headReads).toBe(2);
  });

  it('does not take a failure for knowledge', async () => {
    await append();
    const gate = barrier(500, 20);
    await expect(gate.pass()).rejects.toThrow(NotCaughtUp);
    await expect(gate.pass()).rejects.toThrow(NotCaughtUp);
    expect(headReads).toBe(2);
  });
});
