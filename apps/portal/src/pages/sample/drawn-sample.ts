import { drawSample, forReview, latestReview, type ReviewedDecision, type SampleSummary } from '#audit';
import type { PageParts } from '../../page-parts';
import type { Names } from '../../names/known-names';
import { idsInDecisions, nameAndId, placedRow, type PlacedRow } from '../views/decision-row';
import { columnsOf } from '../views/decision-words';
import { timeText } from '../views/times';
import type { Sampling, SampleWords } from './sampling';

/** A sample as the page shows it. */
export interface DrawnSample {
  readonly rows: readonly PlacedRow[];
  readonly columns: readonly string[];
  readonly summary: string;
  readonly digest: string;
  /** Whether no more decisions of the month will come. */
  readonly isOver: boolean;
  /** Which sign-off of the month the next one is, from 1 on. */
  readonly revision: number;
  readonly reviewed: string | null;
}

/** Draws a sample, with what its reviewer needs to know. @throws StoreUnavailable */
export async function drawnSample(
  { stores: { store, auditStore }, clock, names }: PageParts,
  sampling: Sampling,
  words: SampleWords,
): Promise<DrawnSample> {
  const reviewed: ReviewedDecision[] = [];
  const sample = drawSample(auditStore, sampling);
  let step = await sample.next();
  for (; step.done !== true; step = await sample.next()) {
    reviewed.push(await forReview(store, step.value, 'masked'));
  }
  const latest = await latestReview(store, sampling.month, sampling.careProviderId);
  const ids = idsInDecisions(reviewed);
  const known = await names.of([...ids, ...(latest ? [latest.reviewer] : [])]);
  const rows = reviewed.map((one) => rowOf(one, words, known));
  return {
    ...{ rows, columns: columnsOf(words), ...summaryOf(step.value, words) },
    isOver: clock() >= sampling.span.before,
    revision: (latest?.revision ?? 0) + 1,
    reviewed: latest && words.reviewed(timeText(latest.recordedAt), nameAndId(latest.reviewer, known)),
  };
}

function rowOf(reviewed: ReviewedDecision, words: SampleWords, names: Names): PlacedRow {
  const { sampledFor, reasonText = words.noReason } = reviewed;
  const remark = sampledFor === 'drawn' ? words.drawn : words.emergency(reasonText);
  return { ...placedRow(reviewed, words, names), remark };
}

const summaryOf = ({ decisions, drawn, emergencies, digest }: SampleSummary, words: SampleWords) => ({
  summary: words.summary(decisions, drawn, emergencies),
  digest,
});
