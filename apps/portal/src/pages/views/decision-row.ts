import { decisionRecord, type Decision } from '#audit';
import { timeText } from './times';

/** What an answer is called. */
export interface AnswerWords {
  readonly yes: string;
  readonly yesEmergency: string;
  readonly no: string;
  readonly accessDenied: string;
}

/** A decision as a row of a table, with the patient's identity covered. */
export interface DecisionRow {
  readonly asked: string;
  readonly sign: string;
  readonly answer: string;
  /** Ids and identities, in the order of their columns. */
  readonly cells: readonly string[];
  /** A column in words behind them, where there is one. */
  readonly remark?: string;
}

export function decisionRow(decision: Decision, words: AnswerWords): DecisionRow {
  const { patient } = decisionRecord(decision, 'masked');
  const { employeeId, careUnitId, assertionId = '–' } = decision;
  return {
    asked: timeText(decision.decidedAt),
    ...answerOf(decision, words),
    cells: [employeeId, careUnitId, patient.extension, assertionId],
  };
}

function answerOf(
  { result, hasConsent, assertionType }: Decision,
  words: AnswerWords,
): Pick<DecisionRow, 'sign' | 'answer'> {
  if (result === 'ACCESSDENIED') return { sign: 'cancelled', answer: words.accessDenied };
  if (!hasConsent) return { sign: 'expired', answer: words.no };
  return assertionType === 'Emergency'
    ? { sign: 'emergency', answer: words.yesEmergency }
    : { sign: 'valid', answer: words.yes };
}
