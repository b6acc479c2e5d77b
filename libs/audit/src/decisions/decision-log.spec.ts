import { noon } from '#consent/given';
import {
  EmbeddedEventStore,
  StoreUnavailable,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
} from '#event-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { MAX_WAITING } from '../records/buffered-record-log';
import { decodeDecisions } from './decision-codec';
import { openRecordLog, type RecordLogMode } from '../records';
import { decisionKind } from './decision-kind';
import { decisionId, denied } from './given/decisions';

const STREAM = 'audit-decisions-2026-03-02';

/** What goes wrong with the next appends: nothing is written, after a while; or it is written, and nobody is told. */
type Fault = 'refused' | 'unanswered';

/** The real log, with faults on its way. */
class FaultyStore implements Pick<EventStore, 'append'> {
  readonly faults: Fault[] = [];
  appends = 0;

  constructor(private readonly store: EventStore) {}

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult> {
    this.appends += 1;
    const fault = this.faults.shift();
    if (fault === 'refused') await delay(20);
    if (fault === 'refused') throw new StoreUnavailable('refused');
    const result = await this.store.append(stream, expected, events);
    if (fault === 'unanswered') throw new StoreUnavailable('unanswered');
    return result;
  }
}

let folder: string;
let store: EmbeddedEventStore;
let faulty: FaultyStore;
let told: { recorded: number; failed: number; lost: number };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decision-log-'));
  store = await EmbeddedEventStore.open(folder);
  faulty = new FaultyStore(store);
  told = { recorded: 0, failed: 0, lost: 0 };
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const open = (mode: RecordLogMode) =>
  openRecordLog(decisionKind, mode, faulty, {
    recorded: (decisions, seconds) => {
      expect(seconds).toBeGreaterThanOrEqual(0);
      told.recorded += decisions;
    },
    failed: (decisions) => (told.failed += decisions),
    lost: (decisions) => (told.lost += decisions),
  });

const numbered = (count: number, first = 0) =>
  Array.from({ length: count }, (_, index) => denied({ id: decisionId(first + index) }));

const ids = (count: number, first = 0) => numbered(count, first).map(({ id }) => id);

async function kept(stream = STREAM): Promise<string[]> {
  const events = await store.readStream(stream);
  return events.flatMap(decodeDecisions).map(({ id }) => id);
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('durable', () => {
  it('has a decision in the log when it says so', async () => {
    const log = open('durable');
    for (let number = 0; number < 5; number++) {
      await log.record(denied({ id: decisionId(number) }));
      expect(await kept()).toEqual(ids(number + 1));
    }
    await log.close();
    expect(told).toEqual({ recorded: 5, failed: 0, lost: 0 });
  });

  it('writes together what is decided together, in order', async () => {
    const log = open('durable');
    await Promise.all(numbered(600).map(async (decision) => log.record(decision)));
    expect(await kept()).toEqual(ids(600));
    expect(faulty.appends).toBe(3);
  });

  it('gathers what is decided while an append is on its way into the next one', async () => {
    const log = open('durable');
    const first = log.record(denied({ id: decisionId(0) }));
    await until(() => faulty.appends === 1);
    const others = numbered(20, 1).map(async (decision) => log.record(decision));
    await Promise.all([first, ...others]);
    expect(await kept()).toEqual(ids(21));
    expect(faulty.appends).toBe(2);
  });

  it('keeps every day in its own stream', async () => {
    const log = open('durable');
    const midnight = Date.parse('2026-03-03T00:00:00Z');
    const [before, after] = [denied({ decidedAt: midnight - 1 }), denied({ decidedAt: midnight })];
    await Promise.all([log.record(before), log.record(after), log.record(before)]);
    expect(await kept()).toHaveLength(2);
    expect(await kept('audit-decisions-2026-03-03')).toHaveLength(1);
  });

  it('says so when a decision was not written, and to all who waited behind it, and goes on', async () => {
    const log = open('durable');
    faulty.faults.push('refused');
    const first = log.record(denied({ id: decisionId(0) }));
    await until(() => faulty.appends === 1);
    const behind = log.record(denied({ id: decisionId(1) }));
    const results = await Promise.allSettled([first, behind]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(first).rejects.toBeInstanceOf(StoreUnavailable);
    await log.record(denied({ id: decisionId(2) }));
    expect(await kept()).toEqual([decisionId(2)]);
    expect(told).toEqual({ recorded: 1, failed: 1, lost: 0 });
  });

  it('goes on behind a batch that was written without an answer', async () => {
    const log = open('durable');
    faulty.faults.push('unanswered');
    await expect(log.record(denied({ id: decisionId(0) }))).rejects.toBeInstanceOf(StoreUnavailable);
    await log.record(denied({ id: decisionId(1) }));
    expect(await kept()).toEqual(ids(2));
  });

  it('shares a day with others who write, and loses nothing of anybody', async () => {
    const [one, other] = [open('durable'), open('durable')];
    for (let round = 0; round < 10; round++)
      await Promise.all(
        [one, other].map(async (log, index) => log.record(denied({ id: decisionId(2 * round + index) }))),
      );
    expect((await kept()).sort()).toEqual(ids(20));
  });

  it('writes what waits when it is closed, and refuses what comes later', async () => {
    const log = open('durable');
    const waiting = numbered(3).map(async (decision) => log.record(decision));
    await log.close();
    expect(await kept()).toEqual(ids(3));
    await Promise.all(waiting);
    await expect(log.record(denied())).rejects.toBeInstanceOf(StoreUnavailable);
  });
});

describe('buffered', () => {
  it('lets nobody wait, and has it in the log a moment later', async () => {
    const log = open('buffered');
    for (const decision of numbered(300)) expect(log.record(decision)).toBeUndefined();
    expect(await kept()).toEqual([]);
    await until(() => told.recorded === 300);
    expect(await kept()).toEqual(ids(300));
    expect(faulty.appends).toBe(2);
  });

  it('tries again until it is written, and writes nothing twice', async () => {
    const log = open('buffered');
    faulty.faults.push('refused', 'unanswered', 'refused');
    for (const decision of numbered(3)) void log.record(decision);
    await until(() => told.recorded === 3);
    expect(await kept()).toEqual(ids(3));
    expect(told).toEqual({ recorded: 3, failed: 9, lost: 0 });
    await log.close();
  });

  it('writes what waits when it is closed', async () => {
    const log = open('buffered');
    for (const decision of numbered(600)) void log.record(decision);
    await log.close();
    expect(await kept()).toEqual(ids(600));
  });

  it('tells how much it gives up when it is closed while the log cannot be written', async () => {
    const log = open('buffered');
    faulty.faults.push('refused', 'refused', 'refused');
    for (const decision of numbered(600)) void log.record(decision);
    await until(() => faulty.appends === 1);
    await log.close();
    expect(told.lost).toBe(600);
    expect(await kept()).toEqual([]);
  });

  it('holds so many and no more, and tells how many found no room', async () => {
    const log = open('buffered');
    const decision = denied({ decidedAt: noon });
    for (let number = 0; number < MAX_WAITING + 7; number++) void log.record(decision);
    await log.close();
    expect(told).toEqual({ recorded: MAX_WAITING, failed: 0, lost: 7 });
  });
});

it('keeps nothing when it is off', async () => {
  const log = open('off');
  expect(log.record(denied())).toBeUndefined();
  await log.close();
  expect(faulty.appends).toBe(0);
});
