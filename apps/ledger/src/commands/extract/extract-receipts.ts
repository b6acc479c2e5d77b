import { formatRecordPlace, type ExtractEntry } from '#audit';
import { consentStream } from '#consent';
import type { OpenStores } from '#consent-ledger';
import type { Invocation } from '../../ledger-command';
import { receiptsOfConsents } from '../../receipts/receipts-of-consents';
import { receiptsOfRecords, type RecordToProve } from '../../receipts/receipts-of-records';
import type { ExtractFolder } from './extract-folder';

/** Answers where the receipt of an entry is; `null` when it has none. */
export type ReceiptOf = (entry: ExtractEntry) => string | null;

/** Writes the receipts of an extract: one for each consent, with all its events, and one for each check and each look. @throws Failure, ContradictedCheckpoint, NotInTree */
export async function writeReceipts(
  entries: readonly ExtractEntry[],
  folder: ExtractFolder,
  invocation: Invocation,
  stores: OpenStores,
): Promise<ReceiptOf> {
  const files = new Map<string, string>();
  const consents = consentsIn(entries);
  for (const [index, receipt] of (await receiptsOfConsents(consents, invocation, stores)).entries()) {
    const name = consentStream(consents[index]!);
    files.set(name, folder.receipt(name, receipt));
  }
  const records = entries.flatMap((entry) =>
    entry.kind === 'check' || entry.kind === 'look' ? [{ kind: entry.kind, place: entry.place }] : [],
  );
  await receiptsOfRecords(
    records,
    (receipt, record) => {
      const name = nameOfRecord(record);
      files.set(name, folder.receipt(name, receipt));
    },
    invocation,
    stores,
  );
  return (entry) => files.get(nameOf(entry) ?? '') ?? null;
}

const consentsIn = (entries: readonly ExtractEntry[]): string[] => [
  ...new Set(entries.flatMap((entry) => (entry.kind === 'event' ? [entry.entry.event.assertionId] : []))),
];

function nameOf(entry: ExtractEntry): string | null {
  if (entry.kind === 'event') return consentStream(entry.entry.event.assertionId);
  return entry.kind === 'check' || entry.kind === 'look' ? nameOfRecord(entry) : null;
}

/** Such as `check-2026-10-15-4-0`. */
const nameOfRecord = ({ kind, place }: RecordToProve): string =>
  `${kind}-${formatRecordPlace(place).replaceAll('/', '-')}`;
