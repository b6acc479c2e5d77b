import { createHash, createHmac } from 'node:crypto';
import type { EventStore } from '#event-store';
import { canonicalJson } from '#platform';
import { decisionRecord, searchDecisions, type Decision, type PlacedDecision } from '../decisions';
import type { TimeSpan } from '../records';
import { Lowest } from './lowest';

/** What determines a sample, together with the decisions. */
export interface SampleRequest {
  readonly span: TimeSpan;
  /** HSA-id of the care provider whose decisions they are; absent: everybody's. */
  readonly careProviderId?: string;
  /** With it anybody can draw the same sample again; without it nobody can predict the sample. */
  readonly seed: string;
  /** How many decisions are drawn, beside all those in which an emergency gave access. */
  readonly size: number;
}

/** Why a decision is in a sample: it was drawn, or an emergency gave access. */
export type SampledFor = 'drawn' | 'emergency';

export interface SampledDecision extends PlacedDecision {
  readonly sampledFor: SampledFor;
}

/** The summary of a sample. */
export interface SampleSummary {
  /** Decisions of the span. */
  readonly decisions: number;
  readonly emergencies: number;
  readonly drawn: number;
  /**
   * SHA-256 in hexadecimal over the sampled decisions, in the order of recording: of each, the RFC 8785 canonical JSON of its
   * stored form, in UTF-8, and a line feed.
   */
  readonly digest: string;
}

type ReadableLog = Pick<EventStore, 'readStream'>;

/**
 * Draws a sample: hands out its decisions in the order of recording, and in the end its summary. The drawn ones are those with
 * the lowest HMAC-SHA-256 of their id (UTF-8, lower case) under the seed; beside them is every one in which an emergency gave access.
 * It depends on the decisions alone, not on how they were written together or where they are kept. The log is read twice, so that
 * no more than the drawn ids are held.
 * @throws StoreUnavailable
 */
export async function* drawSample(
  auditStore: ReadableLog,
  request: SampleRequest,
): AsyncGenerator<SampledDecision, SampleSummary, undefined> {
  const { drawn, decisions } = await draw(auditStore, request);
  const digest = createHash('sha256');
  let emergencies = 0;
  for await (const { place, decision } of decisionsIn(auditStore, request)) {
    const sampledFor = reasonFor(decision, drawn);
    if (sampledFor === null) continue;
    if (sampledFor === 'emergency') emergencies += 1;
    digest.update(`${canonicalJson(decisionRecord(decision, 'shown'))}\n`);
    yield { place, decision, sampledFor };
  }
  return { decisions, emergencies, drawn: drawn.size, digest: digest.digest('hex') };
}

/** The summary of a sample, where its decisions are not needed. */
export async function summaryOf(
  sample: AsyncGenerator<SampledDecision, SampleSummary, undefined>,
): Promise<SampleSummary> {
  for (;;) {
    const step = await sample.next();
    if (step.done === true) return step.value;
  }
}

async function draw(auditStore: ReadableLog, request: SampleRequest) {
  const lowest = new Lowest(request.size);
  let decisions = 0;
  for await (const { decision } of decisionsIn(auditStore, request)) {
    decisions += 1;
    if (!isEmergency(decision)) lowest.offer(decision.id, rankOf(decision, request.seed));
  }
  return { drawn: lowest.members(), decisions };
}

const decisionsIn = (
  auditStore: ReadableLog,
  { span, careProviderId }: SampleRequest,
): AsyncGenerator<PlacedDecision> =>
  searchDecisions(auditStore, { ...span, careProviderId }, { order: 'oldest-first' });

const isEmergency = ({ assertionType }: Decision): boolean => assertionType === 'Emergency';

function reasonFor(decision: Decision, drawn: ReadonlySet<string>): SampledFor | null {
  if (isEmergency(decision)) return 'emergency';
  return drawn.has(decision.id) ? 'drawn' : null;
}

const rankOf = ({ id }: Decision, seed: string): Buffer =>
  createHmac('sha256', seed).update(id.toLowerCase()).digest();
