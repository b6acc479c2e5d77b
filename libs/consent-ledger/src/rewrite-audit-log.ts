import { join, resolve } from 'node:path';
import {
  discardDraft,
  EmbeddedEventStore,
  ownName,
  rewriteLog,
  scoped,
  type EventStore,
  type StoredEvent,
} from '#event-store';
import type { Config } from '#platform';
import { AUDIT_LOG, LOG } from './begun-logs';
import { ledgerScope } from './ledger-streams';

export interface AuditLogRewriting {
  /** Whether events of a stream may be replaced. */
  readonly concerns: (stream: string) => boolean;
  /** What is stored in the place of an event. */
  readonly replace: (event: StoredEvent) => StoredEvent;
  /** The last moment to refuse, by throwing. It is given the ledger's log. */
  readonly beforeSwitch: (store: LedgerLog) => Promise<void>;
  /** The new log is in its place, on the disk. */
  readonly afterSwitch: (store: LedgerLog) => Promise<void>;
  /** Ends it with nothing changed, as long as `beforeSwitch` has not begun. */
  readonly signal?: AbortSignal;
}

type LedgerLog = Pick<EventStore, 'readStream' | 'append'>;

/** An event's text begins with its id, its revision and its stream. */
const STREAM = /^\["[^"]*",\d+,"([^"\\]*)"/;

/**
 * Writes the audit log of an embedded ledger again, with other data in the place of some events. No store of it may be open in this
 * process. @returns how many events were replaced. @throws StoreUnavailable when the log is open elsewhere. Nothing is changed then.
 */
export async function rewriteAuditLog(
  config: Config,
  { concerns, replace, beforeSwitch, afterSwitch, signal }: AuditLogRewriting,
): Promise<number> {
  const [folder, scope] = [resolve(config.DATA_DIR), ledgerScope(config)];
  const whole = await EmbeddedEventStore.open(join(folder, LOG));
  const ownStream = (stream: string): string => ownName(scope, stream) ?? '';
  try {
    return await rewriteLog(join(folder, AUDIT_LOG), {
      mayReplace: (text) => concerns(ownStream(STREAM.exec(text)?.[1] ?? '')),
      replace: (event) => {
        const own = { ...event, stream: ownStream(event.stream) };
        const replaced = replace(own);
        return replaced === own ? event : { ...replaced, stream: event.stream };
      },
      beforeSwitch: () => beforeSwitch(scoped(whole, scope)),
      afterSwitch: () => afterSwitch(scoped(whole, scope)),
      signal,
    });
  } finally {
    await whole.close();
  }
}

/** Removes what a rewriting that was killed has left beside the log. @throws StoreUnavailable when the log is open elsewhere. */
export const discardAuditLogDraft = ({ DATA_DIR }: Config): Promise<void> =>
  discardDraft(join(resolve(DATA_DIR), AUDIT_LOG));
