import { join } from 'node:path';
import { EmbeddedEventStore } from '#event-store';
import { DECISION_HISTORY, RootAccumulator, withoutRecords } from '#evidence';
import { newId, newRandomId } from '#platform';
import {
  beginRemovals,
  decodeRemoval,
  endRemoval,
  noteOf,
  placeHold,
  REMOVALS,
  type RemovalBegun,
} from '#retention';
import { LogFiles } from '../corruption/log-files';
import { AgedCopy, grounds } from './aged-copy';

type Data = Record<string, unknown>;

let copy: AgedCopy;
beforeAll(async () => {
  copy = await AgedCopy.make();
});
afterAll(() => copy.remove());
beforeEach(() => copy.renew());

type Change = (data: Data, revision: number) => Data;

/** Changes the batches of checks of a day, behind the log's back. */
const tamper = (day: string, change: Change): Promise<void> =>
  LogFiles.tamper(
    copy.path,
    (files) => {
      const events = files.arrays();
      for (const event of events)
        if (event[2] === `audit-decisions-${day}`) event[4] = change(event[4], event[1]);
      files.rewrite(events);
    },
    'audit-log',
  );

/** The batches of a day, as a removal has left them. */
const stubsOf = (day: string): Promise<Data[]> =>
  LogFiles.tamper(
    copy.path,
    (files) =>
      files
        .arrays()
        .filter((event) => event[2] === `audit-decisions-${day}`)
        .map((event) => event[4]),
    'audit-log',
  );

const inStore = async <T>(log: string, work: (store: EmbeddedEventStore) => Promise<T>): Promise<T> => {
  const store = await EmbeddedEventStore.open(join(copy.path, log));
  return work(store).finally(() => store.close());
};
const inLog = <T>(work: (store: EmbeddedEventStore) => Promise<T>): Promise<T> => inStore('log', work);
const inAuditLog = <T>(work: (store: EmbeddedEventStore) => Promise<T>): Promise<T> =>
  inStore('audit-log', work);

const rules = (stream: string) => expect.objectContaining({ kind: 'rules', stream });

it('cannot hide records behind the removal of another day', async () => {
  await copy.apply();
  const [stub] = await stubsOf('2015-03-02');
  await tamper('2099-01-01', () => stub!);
  expect(await copy.findings()).toContainEqual(rules('audit-decisions-2099-01-01'));
});

it('cannot hide records without a removal', async () => {
  await tamper('2015-03-02', () => ({
    decisions: { root: 'A'.repeat(44), size: 1 },
    removed: { removalId: 'none', at: '2026-01-01T00:00:00.000Z', authority: 'none' },
  }));
  const findings = await copy.findings();
  expect(findings).toContainEqual(rules('audit-decisions-2015-03-02'));
  expect(findings.map(({ kind }) => kind)).toContain('changed');
});

it('cannot say another authority', async () => {
  await copy.apply();
  await tamper('2015-03-02', (data) => ({
    ...data,
    removed: { ...(data['removed'] as Data), authority: 'Court' },
  }));
  expect(await copy.findings()).toContainEqual(rules('audit-decisions-2015-03-02'));
});

it('cannot bring records back', async () => {
  const before = await stubsOf('2015-03-02');
  await copy.apply();
  await tamper('2015-03-02', (_, revision) => before[revision]!);
  expect(await copy.findings()).toEqual([rules('audit-decisions-2015-03-02')]);
});

it('cannot bring records back beside the note of their removal', async () => {
  const before = await stubsOf('2015-03-02');
  await copy.apply();
  await tamper('2015-03-02', (data, revision) => ({ ...before[revision]!, removed: data['removed'] }));
  expect(await copy.findings()).toEqual(before.map(() => rules('audit-decisions-2015-03-02')));
});

it('cannot hide a part of a day with a removal of their own', async () => {
  const [batch] = await inAuditLog(async (store) =>
    (await store.readStream('audit-decisions-2015-03-02')).slice(-1),
  );
  const tree = new RootAccumulator();
  tree.add(DECISION_HISTORY.leafOf(batch!));
  const removal: RemovalBegun = {
    ...{ type: 'RemovalBegun', removalId: newRandomId(), plan: 'f'.repeat(64), years: 5 },
    days: [
      {
        ...{ kind: 'checks', day: '2015-03-02', batches: 1, records: 1 },
        root: tree.root().toString('base64'),
      },
    ],
    ...{ ...grounds, systemUser: 'anna@consents-1', recordedAt: Date.now() },
  };
  await inLog(async (store) => {
    const { removalId, systemUser, recordedAt } = removal;
    await beginRemovals(store, [removal]);
    await endRemoval(store, { removalId, isRemoved: true, systemUser, recordedAt });
  });
  await tamper('2015-03-02', (data, revision) =>
    revision === batch!.revision ? (withoutRecords(batch!, noteOf(removal)).data as Data) : data,
  );
  expect(await copy.findings()).toContainEqual(rules('audit-decisions-2015-03-02'));
});

it('cannot end a verification with a removal that is not whole', async () => {
  const data = { removalId: newRandomId(), recordedAt: '2026-01-01T00:00:00.000Z' };
  await inLog((store) =>
    store.append(REMOVALS, 'any', [{ id: newId(), type: 'RemovalBegun.v1', data, metadata: {} }]),
  );
  expect(await copy.findings()).toEqual([expect.objectContaining({ kind: 'malformed', stream: REMOVALS })]);
});

describe('with a removal that was broken off', () => {
  let stubs: readonly Data[];
  /** A removal is begun, and nothing is removed. What it would leave is made in another copy, by a removal of the same days. */
  beforeEach(async () => {
    await copy.apply();
    const removed = await stubsOf('2015-03-02');
    const [event] = await inLog((store) => store.readStream(REMOVALS));
    await copy.renew();
    await inLog((store) => beginRemovals(store, [decodeRemoval(event!) as RemovalBegun]));
    stubs = removed;
  });
  const hide = () => tamper('2015-03-02', (_, revision) => stubs[revision]!);

  it('cannot hide records, as the removal has not ended', async () => {
    expect(await copy.findings()).toEqual([]);
    await hide();
    expect(await copy.findings()).toContainEqual(rules(REMOVALS));
    await expect(copy.apply()).rejects.toThrow(
      /begun and not completed, and what is gone is not what it lists/,
    );
  });

  it('cannot hide records after the next run has ended it, and a hold keeps them', async () => {
    await inLog((store) =>
      placeHold(store, {
        ...{ type: 'HoldPlaced', holdId: newRandomId(), subject: { kind: 'case', reference: 'dnr 1' } },
        ...{ ...grounds, systemUser: 'anna@consents-1', recordedAt: Date.now() },
      }),
    );
    expect(await copy.findings()).toEqual([rules(REMOVALS)]);
    expect(await copy.apply()).toMatchObject([
      { completed: { isRemoved: false } },
      { removed: { records: 0 } },
    ]);
    expect(await copy.findings()).toEqual([]);
    await hide();
    expect(await copy.findings()).toContainEqual(rules('audit-decisions-2015-03-02'));
  });
});
