import { auditStream } from '#ledger';
import type { Checkpoint } from '../note/checkpoint';
import type { NoteVerifier } from '../note/note-key';
import { ACCESS_RECEIPT_FORMAT } from './access-receipt';
import {
  demandReadable,
  isOfForm,
  isPlain,
  verifyRecord,
  type ProvedPlace,
  type RecordForm,
} from './verify-record';

/** What can be said in words of a recorded look. The record may say more. */
export interface ProvedAccess {
  /** UTC, such as `2026-03-02T07:00:00.123Z`. */
  readonly askedAt: string;
  readonly contract: string;
  readonly callerId: string;
  readonly isGranted: boolean;
  readonly patient?: { readonly root: string; readonly extension: string };
  readonly assertionId?: string;
  readonly onBehalfOf?: string;
  readonly systemUser?: string;
  readonly purpose?: string;
}

/** What a receipt for a look proves. */
export interface ProvedAccessReceipt {
  readonly checkpoint: Checkpoint;
  readonly access: ProvedAccess;
  readonly place: ProvedPlace;
}

const FORM: RecordForm = {
  format: ACCESS_RECEIPT_FORMAT,
  record: 'access',
  proof: 'accessProof',
  list: 'accesses',
  stream: auditStream('accesses-'),
  type: 'AccessesRecorded.v1',
};

/** Whether the text says that it is a receipt for a look. Nothing is proved by that. @throws InvalidReceipt */
export const isAccessReceipt = (text: string): boolean => isOfForm(text, FORM);

/** Verifies the text of a receipt for a look under the keys of its ledger. @throws InvalidReceipt */
export function verifyAccessReceipt(text: string, ledgerKeys: readonly NoteVerifier[]): ProvedAccessReceipt {
  const { record, ...proved } = verifyRecord(text, FORM, ledgerKeys);
  return { ...proved, access: demandReadable(record, isReadable) };
}

const TEXTS = ['askedAt', 'contract', 'callerId'] as const;
const MORE = ['assertionId', 'onBehalfOf', 'systemUser', 'purpose'] as const;

function isReadable(record: unknown): record is ProvedAccess {
  const access = Object(record) as ProvedAccess;
  const { root, extension } = Object(access.patient) as NonNullable<ProvedAccess['patient']>;
  const texts = [
    ...TEXTS.map((name) => access[name]),
    ...(access.patient === undefined ? [] : [root, extension]),
  ];
  const more = MORE.map((name) => access[name]).filter((text) => text !== undefined);
  return typeof access.isGranted === 'boolean' && [...texts, ...more].every(isPlain);
}
