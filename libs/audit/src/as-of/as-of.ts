import type { Instant } from '#consent';
import type { CheckAnswer, CheckQuestion } from '#read-models';
import { checkAsOf } from './check-as-of';
import { explain } from './explain';
import type { Explanation } from './explanation';
import type { History, KnownAt, Viewpoint } from './viewpoint';

/** A question on both axes of time. */
export interface AsOfQuestion extends CheckQuestion {
  /** Absent: now. */
  readonly validAt?: Instant;
  /** Absent: what was known at the instant asked about. */
  readonly knownAt?: KnownAt;
  /** How many consents are listed of those that came near. */
  readonly listedMisses?: number;
}

export interface AsOfAnswer {
  /** Where the question turned out to look from. */
  readonly viewpoint: Viewpoint;
  readonly answer: CheckAnswer;
  readonly explanation: Explanation;
}

/** What a check would be answered then, as far as was known then, and why. The history is that of `patientHistory`. */
export function answerAsOf(history: History, question: AsOfQuestion, now: Instant): AsOfAnswer {
  const viewpoint = viewpointOf(question, history, now);
  return {
    viewpoint,
    answer: checkAsOf(history, question, viewpoint),
    explanation: explain(history, question, viewpoint, question.listedMisses),
  };
}

/** A question without a time means the present, which is no earlier than the latest record, whatever a slow clock says. */
function viewpointOf(question: AsOfQuestion, history: History, now: Instant): Viewpoint {
  const present = history.reduce((latest, { event }) => Math.max(latest, event.recordedAt), now);
  const validAt = question.validAt ?? present;
  return { validAt, knownAt: question.knownAt ?? { instant: validAt }, asked: 'then' };
}
