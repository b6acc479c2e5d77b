import { auditStream } from '#ledger';
import type { Checkpoint } from '../note/checkpoint';
import type { NoteVerifier } from '../note/note-key';
import { DECISION_RECEIPT_FORMAT } from './decision-receipt';
import {
  demandReadable,
  isOfForm,
  isPlain,
  verifyRecord,
  type ProvedPlace,
  type RecordForm,
} from './verify-record';

/** What can be said in words of a recorded check. The record may say more. */
export interface ProvedDecision {
  /** UTC, such as `2026-03-02T07:00:00.123Z`. */
  readonly decidedAt: string;
  readonly patient: { readonly root: string; readonly extension: string };
  readonly employeeId: string;
  readonly careUnitId: string;
  readonly careProviderId: string;
  readonly callerId: string;
  readonly result: string;
  readonly hasConsent: boolean;
  readonly assertionType?: string;
  readonly assertionId?: string;
}

/** What a receipt for a decision proves. */
export interface ProvedDecisionReceipt {
  readonly checkpoint: Checkpoint;
  readonly decision: ProvedDecision;
  readonly place: ProvedPlace;
}

const FORM: RecordForm = {
  format: DECISION_RECEIPT_FORMAT,
  record: 'decision',
  proof: 'decisionProof',
  list: 'decisions',
  stream: auditStream('decisions-'),
  type: 'DecisionsRecorded.v1',
};

/** Whether the text says that it is a receipt for a decision. Nothing is proved by that. @throws InvalidReceipt */
export const isDecisionReceipt = (text: string): boolean => isOfForm(text, FORM);

/** Verifies the text of a receipt for a decision under the keys of its ledger. @throws InvalidReceipt */
export function verifyDecisionReceipt(
  text: string,
  ledgerKeys: readonly NoteVerifier[],
): ProvedDecisionReceipt {
  const { record, ...proved } = verifyRecord(text, FORM, ledgerKeys);
  return { ...proved, decision: demandReadable(record, isReadable) };
}

const TEXTS = ['decidedAt', 'employeeId', 'careUnitId', 'careProviderId', 'callerId', 'result'] as const;

function isReadable(record: unknown): record is ProvedDecision {
  const decision = Object(record) as ProvedDecision;
  const { root, extension } = Object(decision.patient) as ProvedDecision['patient'];
  return (
    [root, extension, ...TEXTS.map((name) => decision[name])].every(isPlain) &&
    typeof decision.hasConsent === 'boolean' &&
    [decision.assertionType, decision.assertionId].every((text) => text === undefined || isPlain(text))
  );
}
