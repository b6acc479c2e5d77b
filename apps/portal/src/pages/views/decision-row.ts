import { decisionRecord, formatRecordPlace, type Decision, type PlacedDecision } from '#audit';
import { hsaKey } from '#consent';
import type { Names } from '../../names/known-names';
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
  /** Employee, unit, patient and consent, in the order of their columns. */
  readonly cells: readonly Cell[];
  /** A column in words behind them, where there is one. */
  readonly remark?: string;
}

/** The same, leading to the explanation of its answer. */
export interface PlacedRow extends DecisionRow {
  readonly href: string;
}

/** A name with its HSA-id in small print, or an id alone. */
export interface Cell {
  readonly text: string;
  readonly code?: string;
  readonly isCode?: boolean;
  /** Where more is said about it. */
  readonly href?: string;
}

export function decisionRow(decision: Decision, words: AnswerWords, names: Names): DecisionRow {
  const { patient } = decisionRecord(decision, 'masked');
  const { employeeId, careUnitId, assertionId } = decision;
  return {
    asked: timeText(decision.decidedAt),
    ...answerOf(decision, words),
    cells: [
      named(employeeId, names),
      named(careUnitId, names),
      { text: patient.extension, isCode: true },
      consentCell(assertionId),
    ],
  };
}

export const placedRow = (
  { place, decision }: PlacedDecision,
  words: AnswerWords,
  names: Names,
): PlacedRow => ({
  ...decisionRow(decision, words, names),
  href: `/audit/decisions/${formatRecordPlace(place)}`,
});

const consentCell = (assertionId: string | undefined): Cell =>
  assertionId === undefined
    ? { text: '–', isCode: true }
    : { text: assertionId, isCode: true, href: `/audit/consents/${assertionId}` };

/** The name of an HSA-id, with the id beside it. */
export function named(hsaId: string, names: Names): Cell {
  const name = names.get(hsaKey(hsaId));
  return name === undefined ? { text: hsaId, isCode: true } : { text: name, code: hsaId };
}

/** Somebody in running text: the name, and the HSA-id behind it. */
export function nameAndId(hsaId: string, names: Names): string {
  const name = names.get(hsaKey(hsaId));
  return name === undefined ? hsaId : `${name} (${hsaId})`;
}

/** The HSA-ids that rows of decisions name. */
export const idsInDecisions = (found: readonly PlacedDecision[]): string[] =>
  found.flatMap(({ decision: { employeeId, careUnitId } }) => [employeeId, careUnitId]);

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
