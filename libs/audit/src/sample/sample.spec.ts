import { createHash, createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatInstant } from '#consent';
import { at } from '#consent/given';
import { EmbeddedEventStore } from '#event-store';
import type { Decision } from '../decisions';
import { decisionId, denied, granted } from '../decisions/given/decisions';
import * as random from '../decisions/given/random-decisions';
import { monthOf, spanOfMonth } from './month';
import {
  drawSample,
  summaryOf,
  type SampledDecision,
  type SampleRequest,
  type SampleSummary,
} from './sample';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samples-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Drawn {
  readonly sampled: readonly SampledDecision[];
  readonly summary: SampleSummary;
}

/** The samples that are drawn from these decisions, written together as they are listed. */
async function draw(written: Decision[][], requests: readonly SampleRequest[]): Promise<Drawn[]> {
  const path = await mkdtemp(join(folder, 'log-'));
  const log = await EmbeddedEventStore.open(path);
  await random.write(log, written);
  const drawn: Drawn[] = [];
  for (const request of requests) {
    const sampled: SampledDecision[] = [];
    for await (const one of drawSample(log, request)) sampled.push(one);
    drawn.push({ sampled, summary: await summaryOf(drawSample(log, request)) });
  }
  await log.close();
  await rm(path, { recursive: true });
  return drawn;
}

const whole = { from: Date.parse('2026-01-01T00:00:00Z'), before: Date.parse('2027-01-01T00:00:00Z') };

const day = ({ decidedAt }: Decision): string => formatInstant(decidedAt).slice(0, 10);
const isEmergency = ({ assertionType }: Decision): boolean => assertionType === 'Emergency';

/** The same sample, drawn in the plainest way. */
function naive(written: Decision[][], { span, careProviderId, seed, size }: SampleRequest): Decision[] {
  const ofSpan = written
    .flat()
    .filter(({ decidedAt }) => decidedAt >= span.from && decidedAt < span.before)
    .filter((decision) => careProviderId === undefined || decision.careProviderId === careProviderId)
    .sort((one, other) => (day(one) < day(other) ? -1 : Number(day(one) > day(other))));
  const rank = ({ id }: Decision) => createHmac('sha256', seed).update(id).digest('hex');
  const inLot = ofSpan
    .filter((decision) => !isEmergency(decision))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const drawn = new Set(inLot.slice(0, size));
  return ofSpan.filter((decision) => isEmergency(decision) || drawn.has(decision));
}

it('is what a plain drawing gives, with every emergency beside it', async () => {
  const request = fc.record({
    span: fc.oneof(
      fc.constant(whole),
      fc.tuple(random.instant, random.instant).map(([from, before]) => ({ from, before })),
    ),
    careProviderId: fc.option(random.provider, { nil: undefined }),
    seed: fc.string(),
    size: fc.nat({ max: 20 }),
  });
  await fc.assert(
    fc.asyncProperty(random.batches, request, async (written, request) => {
      const [drawn] = await draw(written, [request]);
      const { sampled, summary } = drawn!;
      const expected = naive(written, request);
      expect(sampled.map(({ decision }) => decision)).toEqual(expected);
      const emergencies = expected.filter(isEmergency).length;
      expect(sampled.filter(({ sampledFor }) => sampledFor === 'emergency')).toHaveLength(emergencies);
      expect(summary).toMatchObject({ emergencies, drawn: expected.length - emergencies });
    }),
    { numRuns: 25 },
  );
});

/** Where a decision stands in the log does depend on what it was written with. */
const withoutPlaces = ({ sampled, summary }: Drawn) => ({
  sampled: sampled.map(({ decision, sampledFor }) => ({ decision, sampledFor })),
  summary,
});

it('does not depend on how decisions were written together', async () => {
  await fc.assert(
    fc.asyncProperty(random.batches, fc.string(), async (written, seed) => {
      const request = { span: whole, seed, size: 5 };
      const oneByOne = written.flat().map((decision) => [decision]);
      const [first] = await draw(written, [request]);
      const [second] = await draw(oneByOne, [request]);
      expect(withoutPlaces(second!)).toEqual(withoutPlaces(first!));
    }),
    { numRuns: 15 },
  );
});

it('has a digest that anyone can compute, and that changes with anything in it', async () => {
  const decisions = [denied(), granted({ assertionType: 'Emergency' })];
  const request = { span: whole, seed: 'seed', size: 10 };
  const [drawn] = await draw([decisions], [request]);
  const stored = decisions.map(({ decidedAt, ...rest }) => ({
    ...rest,
    decidedAt: formatInstant(decidedAt),
  }));
  const text = stored.map((decision) => `${canonicalize(decision)}\n`).join('');
  expect(drawn!.summary).toEqual({
    decisions: 2,
    emergencies: 1,
    drawn: 1,
    digest: createHash('sha256').update(text).digest('hex'),
  });
  const [changed] = await draw([[denied({ employeeId: 'SE165565594230-100X' }), decisions[1]!]], [request]);
  expect(changed!.summary.digest).not.toBe(drawn!.summary.digest);
});

it('gives every decision the same chance: over many seeds, each is drawn about as often', async () => {
  const [count, size, seeds] = [60, 6, 300];
  const decisions = Array.from({ length: count }, (_, number) => denied({ id: decisionId(number) }));
  const requests = Array.from({ length: seeds }, (_, seed) => ({ span: whole, seed: `seed ${seed}`, size }));
  const times = new Map(decisions.map(({ id }) => [id, 0]));
  for (const { sampled } of await draw([decisions], requests)) {
    expect(sampled).toHaveLength(size);
    for (const { decision } of sampled) times.set(decision.id, times.get(decision.id)! + 1);
  }
  const expected = (seeds * size) / count;
  const chiSquare = [...times.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  /** With 59 degrees of freedom it is below this in all but one of ten thousand fair drawings. */
  expect(chiSquare).toBeLessThan(106);
});

describe('a month', () => {
  it('is a month of the Swedish calendar', () => {
    expect(spanOfMonth('2026-02')).toEqual({
      from: at('2026-02-01T00:00:00'),
      before: at('2026-03-01T00:00:00'),
    });
    expect(spanOfMonth('2026-12')?.before).toBe(at('2027-01-01T00:00:00'));
    expect(monthOf(at('2026-10-31T23:59:59'))).toBe('2026-10');
    expect(monthOf(at('2026-11-01T00:00:00'))).toBe('2026-11');
  });

  it.each(['2026-13', '2026-00', '2026-2', 'February', '2026-02-01', ''])('is not "%s"', (text) => {
    expect(spanOfMonth(text)).toBeNull();
  });
});
