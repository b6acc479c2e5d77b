import { answerInWords, decisionRecord, localTime, type Decision, type Identities } from '#audit';
import type { Column } from './terminal/table';

/** The columns of a table of decisions: who asked when, about whom, from where, and by which consent. */
export const decisionColumns: readonly Column[] = [
  'Asked',
  'Answer',
  'Employee',
  'Care unit',
  'Care provider',
  'Patient',
  'Consent',
].map((title) => ({ title }));

/** What stands in them. */
export function decisionCells(decision: Decision, identities: Identities): readonly string[] {
  const { decidedAt, employeeId, careUnitId, careProviderId, assertionId = '' } = decision;
  const { patient } = decisionRecord(decision, identities);
  const place = [employeeId, careUnitId, careProviderId, patient.extension, assertionId];
  return [localTime(decidedAt), answerInWords(decision), ...place];
}
