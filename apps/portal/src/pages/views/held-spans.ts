import { consentHistory, type HistoryEntry } from '#audit';
import type { EventStore } from '#event-store';
import type { ExtendedPDLAssertionType } from '#contracts';

/** When a consent gave access, as the ledger has it; `null`: never. */
export type HeldSpan = HistoryEntry['validity'];

/** Spans by the ids of their consents. */
export type HeldSpans = ReadonlyMap<string, HeldSpan>;

/**
 * How long consents that were cancelled or deleted had held until then. The contracts say what was registered, and when somebody says
 * that it was taken back; the ledger knows when it was. @throws StoreUnavailable, BrokenHistory
 */
export async function heldSpansOf(
  store: Pick<EventStore, 'readStream'>,
  consents: readonly ExtendedPDLAssertionType[],
): Promise<HeldSpans> {
  const closed = consents.filter(({ cancellationInfo, deletionInfo }) => cancellationInfo ?? deletionInfo);
  const spans = closed.map(async ({ pDLAssertion: { assertionId } }) => {
    const history = await consentHistory(store, assertionId);
    return [assertionId, history?.entries.at(-1)?.validity ?? null] as const;
  });
  return new Map(await Promise.all(spans));
}
