import { changeKey, changePrefix, type ChangeRow } from './change-rows';
import type { CareProviderRows } from './care-provider.projection';

/** How far a reader of changes has come: up to and including this one. */
export interface ChangeCursor {
  /** Of the change; -1: before all. */
  readonly position: number;
  /** Distinguishes the change from one that another ledger has at the same position. */
  readonly mark: string;
}

export interface ChangesQuestion {
  readonly careProviderId: string;
  /** Absent: from the beginning. */
  readonly after?: ChangeCursor;
  /** How many changes to answer with, and to look at; 0: only whether there are any. */
  readonly pageSize: number;
}

export interface ConsentChangeAt extends Omit<ChangeRow, 'kind'> {
  readonly position: number;
}

export interface ChangesPage {
  /** In the order of the ledger. */
  readonly changes: readonly ConsentChangeAt[];
  readonly hasMore: boolean;
  /** Where the next page begins. */
  readonly cursor: ChangeCursor;
}

const BEFORE_ALL: ChangeCursor = { position: -1, mark: '0' };

/**
 * The changes of a care provider's consents that come after a cursor: every one, once. `null` when the history has no such change as
 * the cursor names: it was given for another care provider, by another ledger, or before an older backup was restored.
 */
export function consentChanges(
  rows: CareProviderRows,
  { careProviderId, after = BEFORE_ALL, pageSize }: ChangesQuestion,
): ChangesPage | null {
  if (!isOfThisHistory(rows, careProviderId, after)) return null;
  const changes: ConsentChangeAt[] = [];
  let cursor = after;
  const next = changeKey(careProviderId, after.position + 1);
  for (const { key, row } of rows.scan(changePrefix(careProviderId), next)) {
    if (row.kind !== 'change') continue;
    if (changes.length === pageSize) return { changes, hasMore: true, cursor };
    const { kind: _, ...change } = row;
    const position = key[2] as number;
    changes.push({ ...change, position });
    cursor = { position, mark: change.mark };
  }
  return { changes, hasMore: false, cursor };
}

function isOfThisHistory(
  rows: CareProviderRows,
  careProviderId: string,
  { position, mark }: ChangeCursor,
): boolean {
  if (position === BEFORE_ALL.position) return mark === BEFORE_ALL.mark;
  const row = rows.get(changeKey(careProviderId, position));
  return row?.kind === 'change' && row.mark === mark;
}

const RADIX = 36;
const TEXT = /^(-1|[0-9a-z]{1,11})-([0-9a-z]{0,12})$/;

/** A cursor as text that needs no escaping anywhere. Callers are to pass it on, not to read it. */
export const encodeChangeCursor = ({ position, mark }: ChangeCursor): string =>
  `${position.toString(RADIX)}-${mark}`;

/** `null` for anything that `encodeChangeCursor` does not write. */
export function decodeChangeCursor(text: string): ChangeCursor | null {
  const [, position, mark] = TEXT.exec(text) ?? [];
  if (position === undefined || mark === undefined) return null;
  const cursor = { position: parseInt(position, RADIX), mark };
  return Number.isSafeInteger(cursor.position) && encodeChangeCursor(cursor) === text ? cursor : null;
}
