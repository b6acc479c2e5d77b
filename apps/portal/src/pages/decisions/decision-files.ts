import { decisionRecord, formatRecordPlace, type DecisionRecord, type PlacedDecision } from '#audit';

/** A decision as a file has it: with its place in the log, and the patient's identity covered. */
type FileRecord = DecisionRecord & { readonly record: string };

const recordOf = ({ place, decision }: PlacedDecision): FileRecord => ({
  record: formatRecordPlace(place),
  ...decisionRecord(decision, 'masked'),
});

/** A JSON object a line. */
export const ndjsonOf = (found: readonly PlacedDecision[]): string =>
  found.map((placed) => `${JSON.stringify(recordOf(placed))}\n`).join('');

type Value = string | number | boolean | undefined;

const columns: readonly (readonly [name: string, valueOf: (record: FileRecord) => Value])[] = [
  ['record', ({ record }) => record],
  ['decidedAt', ({ decidedAt }) => decidedAt],
  ['result', ({ result }) => result],
  ['denial', ({ denial }) => denial],
  ['hasConsent', ({ hasConsent }) => hasConsent],
  ['assertionType', ({ assertionType }) => assertionType],
  ['assertionId', ({ assertionId }) => assertionId],
  ['employeeId', ({ employeeId }) => employeeId],
  ['careUnitId', ({ careUnitId }) => careUnitId],
  ['careProviderId', ({ careProviderId }) => careProviderId],
  ['patientRoot', ({ patient }) => patient.root],
  ['patientExtension', ({ patient }) => patient.extension],
  ['callerId', ({ callerId }) => callerId],
  ['originalConsumer', ({ originalConsumer }) => originalConsumer],
  ['onBehalfOf', ({ onBehalfOf }) => onBehalfOf],
  ['position', ({ position }) => position],
  ['correlationId', ({ correlationId }) => correlationId],
  ['id', ({ id }) => id],
];

/** RFC 4180, with a line of names first. */
export function csvOf(found: readonly PlacedDecision[]): string {
  const rows = found.map(recordOf).map((record) => columns.map(([, valueOf]) => fieldOf(valueOf(record))));
  return [columns.map(([name]) => name), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/**
 * A spreadsheet runs what begins like a formula, and callers state texts of their own. Where it expects semicolons between fields, as in
 * Swedish and Norwegian, a field begins behind each of them.
 */
const FORMULAS = /(^|[;\t\r\n])(?=\s*[=+\-@＝＋－＠])/g;

function fieldOf(value: Value): string {
  const text = typeof value === 'string' ? value.replace(FORMULAS, "$1'") : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
