import {
  DamagedEvent,
  EmbeddedEventStore,
  NO_POSITION,
  type ReadAllOptions,
  type StoredEvent,
} from '#event-store';
import { talliedEvent, temporaryFolders } from '../given/tally';
import { LogCursor } from './log-cursor';

const folder = temporaryFolders();
let log: EmbeddedEventStore;
let begun: (number | undefined)[];
let cursor: LogCursor;

/** The position of an event that cannot be read, as a disk may have left it. */
let damaged: number;

/** The log, of which it is noted from where it is read. */
const noted = {
  async *readAll(options: ReadAllOptions): AsyncGenerator<StoredEvent> {
    begun.push(options.from);
    for await (const event of log.readAll(options)) {
      if (event.position === damaged) throw new DamagedEvent(damaged, 'as a test', { stream: event.stream });
      yield event;
    }
  },
};

const add = (count: number) =>
  log.append(
    'tally-1',
    'any',
    Array.from({ length: count }, () => talliedEvent(1)),
  );
const positions = async (after: number, count: number) =>
  (await cursor.after(after, count)).map(({ position }) => position);

beforeEach(async () => {
  log = await EmbeddedEventStore.open(await folder());
  [begun, damaged] = [[], NaN];
  cursor = new LogCursor(noted);
});
afterEach(async () => {
  await cursor.close();
  await log.close();
});

describe('a cursor of the log', () => {
  it('hands the log out a few events at a time through one read', async () => {
    await add(5);
    expect([await positions(NO_POSITION, 2), await positions(1, 2)]).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(await positions(3, 2)).toEqual([4]);
    expect(begun).toEqual([NO_POSITION]);
  });

  it('finds by a new read what came after the end', async () => {
    await add(1);
    expect([await positions(NO_POSITION, 2), await positions(0, 2)]).toEqual([[0], []]);
    await add(1);
    expect(await positions(0, 2)).toEqual([1]);
    expect(begun).toEqual([NO_POSITION, 0, 0]);
  });

  it('hands out again what was handed out, when it is asked for from before it', async () => {
    await add(4);
    expect(await positions(NO_POSITION, 3)).toEqual([0, 1, 2]);
    expect([await positions(0, 2), await positions(2, 2)]).toEqual([[1, 2], [3]]);
    expect(begun).toEqual([NO_POSITION, 0]);
  });

  it('stands in for a damaged event, and goes on behind it', async () => {
    await add(4);
    damaged = 1;
    const events = await cursor.after(NO_POSITION, 4);
    expect(events.map(({ position, type }) => [position, type])).toEqual([
      [0, 'Tallied.v1'],
      [1, '(damaged)'],
      [2, 'Tallied.v1'],
      [3, 'Tallied.v1'],
    ]);
  });
});
