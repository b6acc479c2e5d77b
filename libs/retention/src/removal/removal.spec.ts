import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decisionKind, decodeDecisions, RecordsRemoved, removalIn } from '#audit';
import { denied } from '#audit/given';
import { tolvan } from '#consent/given';
import { DECISION_HISTORY, RootAccumulator } from '#evidence';
import type { NewEvent, StoredEvent } from '#event-store';
import type { RemovalBegun, RemovalEnded } from './removal';
import { decodeRemoval, encodeRemoval, removalEventTypes, UnknownRemoval } from './removal-codec';
import { endOpenRemovals, RemovalInDoubt } from './end-open-removals';
import { beginRemovals, noteOf, readRemovals, REMOVALS } from './removals';
import { PlanChanged, Removing, streamOfContent } from './removing';

const GOLDEN = join(__dirname, 'golden');
const at = { stream: REMOVALS, revision: 0 };

const removal: RemovalBegun = {
  type: 'RemovalBegun',
  removalId: '7e300e00-0000-4000-8000-000000000001',
  plan: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  years: 5,
  days: [
    {
      ...{ kind: 'checks', day: '2015-03-02', batches: 2, records: 17 },
      root: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    },
  ],
  ...{ reason: 'Yearly', authority: 'Records schedule 4.2', systemUser: 'anna@consents-1' },
  recordedAt: Date.parse('2026-03-02T11:00:00Z'),
};

const limited: RemovalBegun = {
  ...removal,
  removalId: '7e300e00-0000-4000-8000-000000000002',
  onlyBefore: '2015-03-03',
};

const ended = (n: number, isRemoved: boolean): RemovalEnded => ({
  type: 'RemovalEnded',
  removalId: `7e300e00-0000-4000-8000-00000000000${n}`,
  ...{ isRemoved, systemUser: 'anna@consents-1', recordedAt: Date.parse(`2026-03-02T11:0${4 + n}:00Z`) },
});

describe('the storage format of removals', () => {
  it('has a golden file for every version ever written, and reads and writes each as it always has', () => {
    const files = readdirSync(GOLDEN).map((file) => file.replace(/\.json$/, ''));
    expect(files).toEqual([...removalEventTypes].sort());
    const written = { RemovalBegun: [removal, limited], RemovalEnded: [ended(1, true), ended(2, false)] };
    for (const [name, events] of Object.entries(written)) {
      const golden = JSON.parse(readFileSync(join(GOLDEN, `${name}.v1.json`), 'utf8')) as NewEvent[];
      expect(golden.map((event) => decodeRemoval({ ...event, ...at }))).toStrictEqual(events);
      expect(events.map(encodeRemoval)).toStrictEqual(golden);
    }
  });

  it('stops at what is newer', () => {
    expect(() => decodeRemoval({ type: 'RemovalBegun.v2', data: {}, ...at })).toThrow(UnknownRemoval);
  });
});

describe('a removal that somebody has written by hand', () => {
  const [day] = removal.days;
  const begun = encodeRemoval(removal).data;
  const other = { ...encodeRemoval(ended(1, true)), ...at };

  it.each([
    ['no days', { days: undefined }],
    ['a day that is none', { days: [null] }],
    ['days that are no list', { days: { length: 1 } }],
    ['records of another kind', { days: [{ ...day, kind: 'foo' }] }],
    ['a day that is no date', { days: [{ ...day, day: 'garbage' }] }],
    ['half a record', { days: [{ ...day, records: 0.5 }] }],
    ['fewer batches than none', { days: [{ ...day, batches: -1 }] }],
    ['no root', { days: [{ ...day, root: undefined }] }],
    ['something else than a date, before which it was', { onlyBefore: '2015-03' }],
    ['no id', { removalId: 7 }],
    ['no authority', { authority: undefined }],
    ['no time', { recordedAt: undefined }],
    ['a time that is none', { recordedAt: 'then' }],
  ])('is refused with %s', (_, change) => {
    const data = { ...begun, ...change };
    expect(() => decodeRemoval({ type: 'RemovalBegun.v1', data, ...at })).toThrow(UnknownRemoval);
  });

  it('is refused when it is no object, or does not say how it ended', () => {
    expect(() => decodeRemoval({ type: 'RemovalBegun.v1', data: 5 as never, ...at })).toThrow(UnknownRemoval);
    expect(() => decodeRemoval({ ...other, data: { ...other.data, isRemoved: 1 } })).toThrow(UnknownRemoval);
  });
});

describe('a batch without its records', () => {
  const batch = (revision: number): StoredEvent => ({
    ...decisionKind.encode([denied(), denied({ employeeId: `SE165565594230-100${revision}` })]),
    ...{ id: `ba7c4000-0000-4000-8000-00000000000${revision}`, revision, position: 40 + revision },
    stream: streamOfContent({ kind: 'checks', day: '2015-03-02' }),
  });
  const batches = [batch(0), batch(1)];
  const rootOf = (events: readonly StoredEvent[]): string => {
    const tree = new RootAccumulator();
    for (const event of events) tree.add(DECISION_HISTORY.leafOf(event));
    return tree.root().toString('base64');
  };
  const planned: RemovalBegun = { ...removal, days: [{ ...removal.days[0]!, root: rootOf(batches) }] };

  it('has the leaf that it had, its place, and a note; nothing of the records', () => {
    const removing = new Removing([planned]);
    const stubs = batches.map(removing.remove);
    expect(() => removing.demandPlanned()).not.toThrow();
    expect(rootOf(stubs)).toBe(planned.days[0]!.root);
    expect(
      stubs.map(({ id, stream, revision, position, type }) => ({ id, stream, revision, position, type })),
    ).toEqual(
      batches.map(({ id, stream, revision, position, type }) => ({ id, stream, revision, position, type })),
    );
    expect(stubs.map(removalIn)).toEqual([noteOf(planned), noteOf(planned)]);
    expect(JSON.stringify(stubs)).not.toContain(tolvan.extension);
    expect(() => decodeDecisions(stubs[0]!)).toThrow(RecordsRemoved);
    expect(stubs.map(new Removing([planned]).remove)).toEqual(stubs);
  });

  it.each([
    ['one batch fewer', batches.slice(1)],
    ['one batch more', [...batches, batch(2)]],
    ['another record', [batches[0]!, batch(2)]],
  ])('is refused as a whole when the log has %s than was planned', (_, found) => {
    const removing = new Removing([planned]);
    found.forEach(removing.remove);
    expect(() => removing.demandPlanned()).toThrow(PlanChanged);
  });

  it('is not made of a batch of another day', () => {
    const other = { ...batch(0), stream: streamOfContent({ kind: 'looks', day: '2015-03-02' }) };
    expect(new Removing([planned]).remove(other)).toBe(other);
  });

  describe('in a removal that was broken off', () => {
    const events: StoredEvent[] = [];
    const store = {
      readStream: async () => events,
      append: async (stream: string, _: unknown, [event]: readonly NewEvent[]) => {
        events.push({ ...event!, stream, revision: events.length, position: events.length });
        return { ok: true as const, revision: events.length - 1, position: events.length - 1 };
      },
    };
    const end = (found: readonly StoredEvent[]) =>
      endOpenRemovals({
        ...{ store, systemUser: 'anna@consents-1', recordedAt: ended(1, true).recordedAt },
        auditStore: { readStream: async () => [...found] },
      });
    beforeEach(async () => {
      events.length = 0;
      await beginRemovals(store, [planned]);
    });
    const stubs = batches.map(new Removing([planned]).remove);

    it.each([
      ['gone', true, stubs],
      ['there', false, batches],
    ])('with the others %s, says so, once', async (_, isRemoved, found) => {
      expect(await end(found)).toEqual([ended(1, isRemoved)]);
      expect(await end(found)).toEqual([]);
      expect(await readRemovals(store)).toMatchObject([{ begun: planned, ended: ended(1, isRemoved) }]);
    });

    it.each([
      ['one is there and one is gone', [stubs[0]!, batches[1]!]],
      ['one is missing', stubs.slice(1)],
    ])('is not ended when %s', async (_, found) => {
      await expect(end(found)).rejects.toThrow(RemovalInDoubt);
      expect(await readRemovals(store)).toMatchObject([{ begun: planned }]);
    });
  });
});
