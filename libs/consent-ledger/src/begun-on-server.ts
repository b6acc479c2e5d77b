import { DamagedEvent, type EventStore } from '#event-store';
import { auditStream } from '#ledger';
import { newId, type Clock, type Config } from '#platform';
import { NoLedger } from './begun-logs';

/**
 * Where it is noted that somebody began the ledger, or a new audit log of it, on purpose. On a server, which has no folders, nothing
 * else shows that a ledger without events is there. In a folder its files do, and an import may follow.
 */
const BEGINNING = auditStream('ledger');
export const LEDGER_BEGUN = 'LedgerBegun.v1';

export interface LedgerBegun {
  readonly what: 'ledger' | 'audit-log';
  /** UTC, such as `2026-03-02T07:00:00.123Z`. */
  readonly begunAt: string;
}

/** @throws StoreUnavailable */
export async function noteBeginning(
  auditStore: Pick<EventStore, 'append'>,
  what: LedgerBegun['what'],
  clock: Clock,
): Promise<void> {
  const data: LedgerBegun = { what, begunAt: new Date(clock()).toISOString() };
  await auditStore.append(BEGINNING, 'any', [{ id: newId(), type: LEDGER_BEGUN, data, metadata: {} }]);
}

/** @throws NoLedger when the server holds nothing of the ledger, StoreUnavailable */
export async function demandBegunOnServer(
  store: Pick<EventStore, 'readAll'>,
  { STREAM_PREFIX: prefix }: Config,
): Promise<void> {
  if (await holdsAnEvent(store)) return;
  const named = prefix === undefined ? '' : ` whose streams begin with ${prefix}`;
  throw new NoLedger(
    `The EventStoreDB server holds no ledger${named}. If there should be one, the server may have lost its volume, or ` +
      'EVENT_STORE_URL or STREAM_PREFIX is wrong. To begin a new ledger there, run "ledger init".',
  );
}

/** Whether the server holds anything of the ledger. @throws StoreUnavailable */
export async function holdsAnEvent(store: Pick<EventStore, 'readAll'>): Promise<boolean> {
  try {
    const newest = store.readAll({ direction: 'backwards', limit: 1 })[Symbol.asyncIterator]();
    return (await newest.next()).done !== true;
  } catch (error) {
    if (error instanceof DamagedEvent) return true;
    throw error;
  }
}
