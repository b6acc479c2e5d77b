import { careProviderHistories, type ConsentHistory, type HistoryEntry } from '#audit';
import { hasExpired, type ConsentRegistered, type Instant, type Provenance } from '#consent';
import type { OpenLedger } from '#consent-ledger';
import { careProviderProjection, type CareProviderRow } from '#read-models';

/** A consent that this ledger has. */
export interface HeldConsent {
  readonly registered: ConsentRegistered;
  /** The last instant at which it is valid, after all changes. `null`: until further notice. */
  readonly lastValidAt: Instant | null;
  /** Not cancelled, not deleted, and not expired. */
  readonly isOpen: boolean;
  /** It was adopted from the service that is asked now. */
  readonly isAdopted: boolean;
  /** Its last event was adopted too: nobody has changed it here since. */
  readonly isUnchangedHere: boolean;
}

const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** A care provider's consents, also the ended ones, by id in lower case. */
export async function heldConsents(
  { store, storage }: OpenLedger,
  careProviderId: string,
  source: string,
  now: Instant,
): Promise<ReadonlyMap<string, HeldConsent>> {
  const rows = () => storage.view<CareProviderRow>(careProviderProjection.name).rows;
  const held = new Map<string, HeldConsent>();
  for await (const history of careProviderHistories(store, rows, careProviderId, ALWAYS))
    held.set(history.registered.assertionId.toLowerCase(), heldConsent(history, source, now));
  return held;
}

function heldConsent({ registered, entries }: ConsentHistory, source: string, now: Instant): HeldConsent {
  const lastValidAt = entries.reduce(endAfter, null);
  const isFromSource = ({ provenance }: HistoryEntry) => isOf(provenance, source);
  return {
    registered,
    lastValidAt,
    isOpen: !entries.some(isClosing) && !hasExpired({ startsAt: registered.start.at, lastValidAt }, now),
    isAdopted: isFromSource(entries[0]!),
    isUnchangedHere: isFromSource(entries.at(-1)!),
  };
}

const endAfter = (end: Instant | null, { event }: HistoryEntry): Instant | null =>
  'end' in event && event.end ? event.end.at : end;

const isClosing = ({ event }: HistoryEntry): boolean =>
  event.type === 'ConsentCancelled' || event.type === 'ConsentDeleted';

const isOf = ({ adopted }: Provenance, source: string): boolean => adopted?.source === source;
