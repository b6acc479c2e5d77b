import { EmbeddedEventStore, NO_POSITION, StoreUnavailable, type EventStore } from '#event-store';
import { newId } from '#platform';
import { TooManyRaces } from './handle-command';
import { talliedCodec, talliedEvent, tallyHandler, temporaryFolders, toAdd } from './given/tally';

const folder = temporaryFolders();
let store: EmbeddedEventStore;
beforeEach(async () => (store = await EmbeddedEventStore.open(await folder())));
afterEach(() => store.close());

const add = (request: ReturnType<typeof toAdd>, on: Pick<EventStore, 'append' | 'readStream'> = store) =>
  tallyHandler(on).handle(request, talliedCodec);

const written = async (stream = 'tally-1') => (await store.readStream(stream)).map(({ data }) => data);

/** Others write to the stream just before each of our appends, so many times. */
function contested(times: number, event = () => talliedEvent(1)): Pick<EventStore, 'append' | 'readStream'> {
  let left = times;
  return {
    readStream: (stream) => store.readStream(stream),
    append: async (stream, expected, events) => {
      if (left-- > 0) await store.append(stream, 'any', [event()]);
      return store.append(stream, expected, events);
    },
  };
}

describe('deciding', () => {
  it('writes what follows from the command, and tells where', async () => {
    const outcome = await add(toAdd([3, 4]));
    const [first, second] = await store.readStream('tally-1');
    expect(await written()).toEqual([{ by: 3 }, { by: 4 }]);
    expect(outcome).toEqual({ accepted: true, hasChanged: true, position: second!.position });
    expect(first!.revision).toBe(0);
  });

  it('decides on the history', async () => {
    await add(toAdd([3, 4]));
    expect(await add(toAdd([4]))).toEqual({ accepted: false, rejection: { sum: 7 }, position: 1 });
    expect(await written()).toEqual([{ by: 3 }, { by: 4 }]);
  });

  it('passes over events of another kind', async () => {
    await store.append('tally-1', 'any', [{ id: newId(), type: 'Noted.v1', data: {}, metadata: {} }]);
    expect(await add(toAdd([10]))).toEqual({ accepted: true, hasChanged: true, position: 1 });
  });

  it('writes nothing when nothing follows', async () => {
    await add(toAdd([1]));
    expect(await add(toAdd([]))).toEqual({ accepted: true, hasChanged: false, position: 0 });
    expect(await written()).toEqual([{ by: 1 }]);
  });

  it('claims no position for a refusal that no event led to', async () => {
    expect(await add(toAdd([11]))).toEqual({
      accepted: false,
      rejection: { sum: 0 },
      position: NO_POSITION,
    });
  });
});

describe('a command that usually begins its stream', () => {
  const beginning = (numbers: number[]) => ({ ...toAdd(numbers), startsStream: true });

  it('is written without reading', async () => {
    const unreadable = {
      append: store.append.bind(store),
      readStream: () => Promise.reject(new Error('It was read.')),
    };
    expect(await add(beginning([2]), unreadable)).toEqual({ accepted: true, hasChanged: true, position: 0 });
  });

  it('is decided on the history when there is one', async () => {
    await add(toAdd([9]));
    expect(await add(beginning([2]))).toMatchObject({ accepted: false, rejection: { sum: 9 } });
    expect(await add(beginning([1]))).toEqual({ accepted: true, hasChanged: true, position: 1 });
  });

  it('is never refused before its history was read', async () => {
    await store.append('tally-1', 'any', [talliedEvent(-5)]);
    expect(await add(beginning([11]))).toEqual({ accepted: true, hasChanged: true, position: 1 });
  });

  it('is never found superfluous before its history was read', async () => {
    await add(toAdd([9]));
    expect(await add(beginning([]))).toEqual({ accepted: true, hasChanged: false, position: 0 });
  });
});

describe('races', () => {
  it('decides again when others were first', async () => {
    expect(await add(toAdd([5]), contested(3))).toEqual({ accepted: true, hasChanged: true, position: 3 });
    expect(await written()).toEqual([{ by: 1 }, { by: 1 }, { by: 1 }, { by: 5 }]);
  });

  it('refuses when what others wrote leaves no room', async () => {
    const outcome = await add(
      toAdd([5]),
      contested(1, () => talliedEvent(6)),
    );
    expect(outcome).toEqual({ accepted: false, rejection: { sum: 6 }, position: 0 });
    expect(await written()).toEqual([{ by: 6 }]);
  });

  it('gives up after so many that it is no race, having written nothing', async () => {
    const endless = contested(Infinity, () => talliedEvent(0));
    await expect(add(toAdd([5]), endless)).rejects.toThrow(TooManyRaces);
    expect(await written()).not.toContainEqual({ by: 5 });
  });

  it('lets as many win as there is room for', async () => {
    const outcomes = await Promise.all(Array.from({ length: 16 }, () => add(toAdd([1]))));
    expect(outcomes.filter(({ accepted }) => accepted)).toHaveLength(10);
    expect(await written()).toHaveLength(10);
  });
});

describe('repetitions', () => {
  it('writes once, however often and however fast it is repeated', async () => {
    const request = toAdd([2, 3]);
    const first = await Promise.all(Array.from({ length: 8 }, () => add(request)));
    const later = await add(request);
    expect(await written()).toEqual([{ by: 2 }, { by: 3 }]);
    for (const outcome of [...first, later]) expect(outcome).toMatchObject({ accepted: true });
  });

  it('writes once when the reply to the first was lost', async () => {
    const request = toAdd([4]);
    const deaf = {
      readStream: store.readStream.bind(store),
      append: async (...args: Parameters<EventStore['append']>) => {
        await store.append(...args);
        throw new StoreUnavailable('The reply was lost.');
      },
    };
    await expect(add(request, deaf)).rejects.toThrow(StoreUnavailable);
    expect(await add(request)).toEqual({ accepted: true, hasChanged: true, position: 0 });
    expect(await written()).toEqual([{ by: 4 }]);
  });

  it('still knows it after others have written, even when it would be refused by now', async () => {
    const request = toAdd([4]);
    await add(request);
    await add(toAdd([6]));
    expect(await add(request)).toEqual({ accepted: true, hasChanged: true, position: 0 });
    expect(await written()).toEqual([{ by: 4 }, { by: 6 }]);
  });

  it('takes two alike with ids of their own as two', async () => {
    await Promise.all([add(toAdd([4])), add(toAdd([4]))]);
    expect(await written()).toEqual([{ by: 4 }, { by: 4 }]);
  });
});
