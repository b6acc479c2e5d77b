import {
  decisionRecord,
  drawSample,
  forReview,
  sampledForInWords,
  type Identities,
  type ReviewedDecision,
  type SampledDecision,
  type SampleSummary,
} from '#audit';
import type { OpenStores } from '#consent-ledger';
import { decisionCells, decisionColumns } from '../../decision-table';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import { noteLook } from '../../looks';
import { isOver, sampleInWords, samplingOf, type Sampling } from '../../sampling';
import type { Column } from '../../terminal/table';
import { withStores } from '../../with-stores';

const columns: readonly Column[] = [...decisionColumns, { title: 'In the sample' }];

/** Prints the sample of a month for its reviewer, and its summary. */
export async function drawForReview(invocation: Invocation): Promise<ExitCode> {
  const { options, terminal } = invocation;
  const sampling = samplingOf(invocation);
  const identities = options.showPatient === true ? 'shown' : 'masked';
  const summary = await withStores(invocation, (stores) => print(invocation, stores, sampling, identities));
  terminal.record({ month: sampling.month, seed: sampling.seed, size: sampling.size, ...summary });
  terminal.line(`\n${sampleInWords(sampling, summary)}`);
  if (!isOver(sampling, invocation)) terminal.line('The month is not over: the sample will be another one.');
  return ExitCode.done;
}

async function print(
  invocation: Invocation,
  stores: OpenStores,
  sampling: Sampling,
  identities: Identities,
): Promise<SampleSummary> {
  const { terminal } = invocation;
  await noteLook(invocation, stores, { command: 'sample' });
  let summary: SampleSummary;
  const keepSummary = (end: SampleSummary): void => void (summary = end);
  const sample = decisionsOf(drawSample(stores.auditStore, sampling), keepSummary);
  const reviewed = allForReview(stores, sample, identities);
  if (terminal.json) for await (const one of reviewed) terminal.record(recordOf(one, identities));
  else await terminal.table(columns, rowsOf(reviewed, identities));
  return summary!;
}

/** The summary of a sample is known after its last decision. */
async function* decisionsOf(
  sample: AsyncGenerator<SampledDecision, SampleSummary, undefined>,
  keepSummary: (summary: SampleSummary) => void,
): AsyncGenerator<SampledDecision> {
  keepSummary(yield* sample);
}

async function* allForReview(
  { store }: OpenStores,
  sample: AsyncIterable<SampledDecision>,
  identities: Identities,
): AsyncGenerator<ReviewedDecision> {
  for await (const sampled of sample) yield forReview(store, sampled, identities);
}

const recordOf = ({ decision, sampledFor, reasonText }: ReviewedDecision, identities: Identities) => ({
  ...decisionRecord(decision, identities),
  sampledFor,
  reasonText,
});

async function* rowsOf(
  reviewed: AsyncIterable<ReviewedDecision>,
  identities: Identities,
): AsyncGenerator<readonly string[]> {
  for await (const one of reviewed)
    yield [...decisionCells(one.decision, identities), sampledForInWords(one)];
}
