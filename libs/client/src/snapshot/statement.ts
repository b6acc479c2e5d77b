import type { Present } from '../copy/held-consents';
import { isObject } from '../messages/readable';
import { openSigned, type LedgerKey } from './ledger-keys';
import { SnapshotRefused } from './snapshot-answer';

/** What a ledger says of a snapshot. Times are milliseconds since 1970. */
export interface Statement {
  readonly careProviderId: string;
  readonly position: number;
  /** The last change that is in it. */
  readonly cursor: string;
  readonly issuedAt: number;
  readonly validUntil: number;
  /** How many lines it has, and their digest. */
  readonly consents: number;
  readonly sha256: string;
}

const NOTE = /^consent-snapshot\/v1\n([^\n]+)\n$/;

/** Reads what one of the keys has signed in its own name. @throws SnapshotRefused */
export function readStatement(note: string, keys: readonly LedgerKey[]): Statement {
  const { text, signedBy } = openSigned(note, keys);
  const said = jsonIn(NOTE.exec(text)?.[1]);
  if (!signedBy.includes(String(said.origin))) throw new SnapshotRefused('other-ledger');
  return {
    careProviderId: textIn(said.careProviderId),
    position: numberIn(said.position),
    cursor: textIn(said.cursor),
    issuedAt: numberIn(Date.parse(textIn(said.issuedAt))),
    validUntil: numberIn(Date.parse(textIn(said.validUntil))),
    consents: numberIn(said.consents),
    sha256: textIn(said.sha256),
  };
}

function jsonIn(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const said: unknown = JSON.parse(text ?? '');
    if (isObject(said)) return said;
  } catch (cause) {
    throw new SnapshotRefused('unreadable', { cause });
  }
  throw new SnapshotRefused('unreadable');
}

export function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new SnapshotRefused('unreadable');
}

export function numberIn(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new SnapshotRefused('unreadable');
}

/** Why a snapshot may not be relied on at a time; `null`: it may. */
export function whyNotAt(
  { issuedAt, validUntil }: Statement,
  { latest }: Present,
): 'expired' | 'unclear-clock' | null {
  if (latest > validUntil) return 'expired';
  return latest < issuedAt ? 'unclear-clock' : null;
}
