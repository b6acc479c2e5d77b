import { answerInWords, asShown, type Decision } from '#audit';
import type { Cosignature, ProvedDecision, ProvedDecisionReceipt } from '#evidence';
import { cosignaturesInWords } from '../../evidence/given-quorum';
import type { Terminal } from '../../terminal/terminal';

/** What a receipt for a check does not prove. */
const NOT_PROVED = [
  'It does not prove that the answer was right or that it arrived, or that there were no other checks.',
  'The employee is as the system stated, and the time is that of the ledger.',
];

/** Prints who asked about whom, and what was answered. The patient's identity is masked. */
export function printDecision(
  { checkpoint, decision, place }: ProvedDecisionReceipt,
  cosignatures: readonly Cosignature[] | null,
  terminal: Terminal,
): void {
  const { origin, size } = checkpoint;
  const patient = asShown(decision.patient, 'masked');
  const cosigned = cosignatures ? { cosignatures } : {};
  terminal.record({ proved: true, origin, size, ...place, decision: { ...decision, patient }, ...cosigned });
  const { stream, revision, index, records } = place;
  terminal.line(`Proved: this check is recorded among the first ${size} batches of ${origin}.`);
  terminal.line(inWords({ ...decision, patient }));
  terminal.line(`It is record ${index + 1} of ${records} in batch ${revision} of ${stream}.`);
  if (cosignatures) terminal.line(cosignaturesInWords(cosignatures));
  for (const line of NOT_PROVED) terminal.line(line);
}

function inWords(decision: ProvedDecision): string {
  const { decidedAt, employeeId, careUnitId, careProviderId, callerId, patient, assertionId } = decision;
  const answer = answerInWords(decision as Pick<Decision, 'result' | 'hasConsent' | 'assertionType'>);
  const consent = assertionId === undefined ? '' : `, by consent ${assertionId}`;
  return (
    `At ${decidedAt}, ${employeeId} at unit ${careUnitId} of care provider ${careProviderId} asked about patient ` +
    `${patient.extension} through system ${callerId}. The answer was: ${answer}${consent}.`
  );
}
