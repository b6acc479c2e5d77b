import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedEventStore, type ReadStreamOptions, type StoredEvent } from '#event-store';
import type { Decision } from './decision';
import type { DecisionFilter } from './decision-filter';
import { dayOf, type RecordOrder, type RecordPlace } from '../records';
import { decisionId, denied } from './given/decisions';
import * as random from './given/random-decisions';
import type { PlacedDecision } from './read-decisions';
import { decodeSearchCursor, encodeSearchCursor } from './search-cursor';
import { pageOfDecisions, searchDecisions } from './search-decisions';

let folder: string;
let store: EmbeddedEventStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decisions-'));
  store = await EmbeddedEventStore.open(folder);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** Each in a log of its own. */
async function inNewLog(work: (log: EmbeddedEventStore) => Promise<void>): Promise<void> {
  const path = await mkdtemp(join(folder, 'log-'));
  const log = await EmbeddedEventStore.open(path);
  await work(log).finally(() => log.close());
  await rm(path, { recursive: true });
}

const wholeSpan = { from: Date.parse('2026-01-01T00:00:00Z'), before: Date.parse('2027-01-01T00:00:00Z') };
const span = fc.oneof(
  fc.constant(wholeSpan),
  fc.tuple(random.instant, random.instant).map(([from, before]) => ({ from, before })),
);
const named: fc.Arbitrary<Partial<DecisionFilter>> = fc.oneof(
  fc.constant({}),
  fc.record({ patient: random.patient }),
  fc.record({ employeeId: random.employee }),
  fc.record({ careUnitId: random.unit }),
  fc.record({ careProviderId: random.provider, hasConsent: fc.boolean() }),
  fc.record({ assertionId: random.consent.map((id) => id.toLowerCase()) }),
  fc.record({ hasConsent: fc.boolean() }),
  fc.record({ callerId: random.caller }),
  fc.record({ correlationId: random.correlation, employeeId: random.employee }),
);
const filter: fc.Arbitrary<DecisionFilter> = fc
  .tuple(span, named)
  .map(([within, others]) => ({ ...within, ...others }));

const order = fc.constantFrom<RecordOrder>('oldest-first', 'newest-first');

/** What a search should find, looked for in the plainest way. */
function naive(written: Decision[][], asked: DecisionFilter, sorted: RecordOrder): Decision[] {
  const inOrder = written
    .flat()
    .filter((decision) => decision.decidedAt >= asked.from && decision.decidedAt < asked.before)
    .filter(({ patient }) => !asked.patient || asked.patient.extension === patient.extension)
    .filter(({ employeeId }) => !asked.employeeId || asked.employeeId === employeeId)
    .filter(({ careUnitId }) => !asked.careUnitId || asked.careUnitId === careUnitId)
    .filter(({ careProviderId }) => !asked.careProviderId || asked.careProviderId === careProviderId)
    .filter(({ assertionId: id }) => !asked.assertionId || asked.assertionId === id?.toLowerCase())
    .filter(({ hasConsent }) => asked.hasConsent === undefined || asked.hasConsent === hasConsent)
    .filter(({ callerId }) => !asked.callerId || asked.callerId === callerId)
    .filter(({ correlationId }) => !asked.correlationId || asked.correlationId === correlationId)
    .sort((one, other) => dayOf(one.decidedAt) - dayOf(other.decidedAt));
  return sorted === 'oldest-first' ? inOrder : inOrder.reverse();
}

async function all(found: AsyncIterable<PlacedDecision>): Promise<PlacedDecision[]> {
  const list: PlacedDecision[] = [];
  for await (const one of found) list.push(one);
  return list;
}

it('finds what a plain filter finds, in either order, and from any place on', async () => {
  const asked = fc.record({ written: random.batches, filter, order, start: fc.nat() });
  await fc.assert(
    fc.asyncProperty(asked, ({ written, filter, order, start }) =>
      inNewLog(async (log) => {
        await random.write(log, written);
        const expected = naive(written, filter, order);
        const found = await all(searchDecisions(log, filter, { order }));
        expect(found.map(({ decision }) => decision)).toEqual(expected);
        if (found.length === 0) return;
        const at = start % found.length;
        const rest = await all(searchDecisions(log, filter, { order, after: found[at]!.place }));
        expect(rest).toEqual(found.slice(at + 1));
      }),
    ),
    { numRuns: 30 },
  );
});

it('pages, put together, are the whole search, however small they are', async () => {
  const limits = fc.record({
    found: fc.integer({ min: 1, max: 9 }),
    looked: fc.integer({ min: 1, max: 30 }),
  });
  const asked = fc.record({ written: random.batches, filter, order, limits });
  await fc.assert(
    fc.asyncProperty(asked, ({ written, filter, order, limits }) =>
      inNewLog(async (log) => {
        await random.write(log, written);
        const found: Decision[] = [];
        let after: RecordPlace | null | undefined;
        do {
          const page = await pageOfDecisions(log, filter, limits, { order, after: after ?? undefined });
          expect(page.found.length).toBeLessThanOrEqual(limits.found);
          found.push(...page.found.map(({ decision }) => decision));
          after = page.next;
        } while (after);
        expect(found).toEqual(naive(written, filter, order));
      }),
    ),
    { numRuns: 10 },
  );
});

describe('what is read', () => {
  const reads: { stream: string; options: ReadStreamOptions }[] = [];
  const watched = {
    readStream: (stream: string, options: ReadStreamOptions = {}): Promise<StoredEvent[]> => {
      reads.push({ stream, options });
      return store.readStream(stream, options);
    },
  };
  const at = (time: string) => Date.parse(time);
  const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];

  beforeEach(() => {
    reads.length = 0;
  });

  it('are the streams of the days asked about, and no others', async () => {
    await random.write(
      store,
      days.map((day) => [denied({ decidedAt: at(`${day}T12:00:00Z`) })]),
    );
    const span = { from: at('2026-03-02T23:59:59.999Z'), before: at('2026-03-04T00:00:00Z') };
    await all(searchDecisions(watched, span, { order: 'oldest-first' }));
    const streams = ['audit-decisions-2026-03-02', 'audit-decisions-2026-03-03'];
    expect([...new Set(reads.map(({ stream }) => stream))]).toEqual(streams);
  });

  it('is a page of batches at a time, and no more than is looked at', async () => {
    const many = Array.from({ length: 100 }, (_, n) => [
      denied({ id: decisionId(n), decidedAt: at('2026-03-02T13:00:00Z') }),
    ]);
    await random.write(store, many);
    const span = { from: at('2026-03-02T00:00:00Z'), before: at('2026-03-03T00:00:00Z') };
    for await (const { decision } of searchDecisions(watched, span)) {
      if (decision.id === decisionId(60)) break;
    }
    const [look, ...pages] = reads.map(({ options }) => options.limit);
    expect({ look, pages }).toEqual({ look: 1, pages: [32, 32] });
  });
});

describe('a cursor', () => {
  const time = fc.nat({ max: 2 ** 45 });
  const place = fc.record({ day: fc.nat({ max: 100_000 }), revision: fc.nat(), index: fc.nat({ max: 249 }) });
  const cursor = fc.record({ from: time, before: time, order, after: place });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(cursor, (original) => {
        const text = encodeSearchCursor(original);
        expect(text).toMatch(/^[a-z0-9.]+$/);
        expect(decodeSearchCursor(text)).toEqual(original);
      }),
    );
  });

  it.each([
    '',
    'n',
    'n.1.2.3.4',
    'x.1.2.3.4.5',
    'n.01.2.3.4.5',
    'n.1.2.3.4.5.6',
    'n.zzzzzzzzzzz.1.1.1.1',
    'n.-1.2.3.4.5',
  ])('is not "%s"', (text) => expect(decodeSearchCursor(text)).toBeNull());
});
