import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openNote, readVerifierKey } from '#evidence';
import { call } from '../support/call';

/** What is signed of a snapshot. */
export interface Statement {
  readonly origin: string;
  readonly careProviderId: string;
  readonly position: number;
  readonly cursor: string;
  readonly issuedAt: string;
  readonly validUntil: string;
  readonly consents: number;
  readonly sha256: string;
}

interface SnapshotAnswer {
  readonly status: number;
  readonly result: { readonly resultCode: string; readonly resultText?: string };
  readonly position: number;
  readonly snapshot?: string;
  readonly lines?: string;
  readonly errors?: readonly { readonly element: string; readonly message: string }[];
}

/** A snapshot of a care provider's consents, or with a cursor what is different now. */
export async function snapshotOf(
  url: string,
  careProviderId: string,
  cursor?: string,
): Promise<SnapshotAnswer> {
  const request = { careProviderId, ...(cursor !== undefined && { cursor }) };
  const { status, body } = await call(url, 'get-consent-snapshot', request);
  const { getConsentSnapshotResult, errors } = body as {
    getConsentSnapshotResult: Omit<SnapshotAnswer, 'status'>;
    errors?: SnapshotAnswer['errors'];
  };
  return { status, ...getConsentSnapshotResult, ...(errors && { errors }) };
}

/** The public keys that a service publishes beside its ledger. */
export const keysOf = async (dataDirectory: string): Promise<string[]> =>
  (await readFile(join(dataDirectory, 'keys', 'checkpoint.pub'), 'utf8')).trim().split('\n');

/** What an auditor reads in a note with the ledger's own tools. @throws InvalidNote */
export function statementIn(note: string, keys: readonly string[]): Statement {
  const { text } = openNote(note, keys.map(readVerifierKey));
  const [format, statement] = text.split('\n');
  if (format !== 'consent-snapshot/v1') throw new Error(`This is no snapshot, but ${format}.`);
  return JSON.parse(statement!) as Statement;
}

export const digestOf = (lines: string): string => createHash('sha256').update(lines).digest('base64');
