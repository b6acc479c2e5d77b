import {
  drawSample,
  forReview,
  latestReview,
  type ReviewedDecision,
  type ReviewSignedOff,
  type SampleSummary,
} from '#audit';
import type { PageParts } from '../../page-parts';
import { decisionRow, type DecisionRow } from '../views/decision-row';
import { timeText } from '../views/times';
import type { Sampling, SampleWords } from './sampling';

/** A sample as the page shows it. */
export interface DrawnSample {
  readonly rows: readonly DecisionRow[];
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
  { stores: { store, auditStore }, clock }: PageParts,
  sampling: Sampling,
  words: SampleWords,
): Promise<DrawnSample> {
  const rows: DecisionRow[] = [];
  const sample = drawSample(auditStore, sampling);
  let step = await sample.next();
  for (; step.done !== true; step = await sample.next()) {
    rows.push(rowOf(await forReview(store, step.value, 'masked'), words));
  }
  const latest = await latestReview(store, sampling.month, sampling.careProviderId);
  return {
    ...{ rows, columns: columnsIn(words), ...summaryOf(step.value, words) },
    isOver: clock() >= sampling.span.before,
    revision: (latest?.revision ?? 0) + 1,
    reviewed: latest && reviewedIn(latest, words),
  };
}

function rowOf(reviewed: ReviewedDecision, words: SampleWords): DecisionRow {
  const { sampledFor, reasonText = words.noReason } = reviewed;
  const remark = sampledFor === 'drawn' ? words.drawn : words.emergency(reasonText);
  return { ...decisionRow(reviewed.decision, words), remark };
}

const columnsIn = (words: SampleWords): string[] => [
  ...[words.asked, words.answerColumn, words.employeeColumn, words.unitColumn],
  ...[words.patientColumn, words.consentColumn, words.reasonColumn],
];

const summaryOf = ({ decisions, drawn, emergencies, digest }: SampleSummary, words: SampleWords) => ({
  summary: words.summary(decisions, drawn, emergencies),
  digest,
});

const reviewedIn = ({ recordedAt, reviewer }: ReviewSignedOff, words: SampleWords): string =>
  words.reviewed(timeText(recordedAt), reviewer);
