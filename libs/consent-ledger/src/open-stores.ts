import { join, resolve } from 'node:path';
import {
  EmbeddedEventStore,
  NO_POSITION,
  ownName,
  scoped,
  type EventStore,
  type RestorableStore,
} from '#event-store';
import type { Config, Logger } from '#platform';
import { AUDIT_LOG, auditLogMissing, begunLogs, demandBegun, LOG, logMissing } from './begun-logs';
import { demandBegunOnServer } from './begun-on-server';
import { demandWholeHistory } from './half-imported';
import { ledgerScope } from './ledger-streams';
import { demandWholeEnd } from './lost-end';

/** The logs that a ledger is made of. */
export interface OpenStores {
  /** What was decided about consents. */
  readonly store: EventStore;
  /**
   * What was noted of the ledger's own work: decisions and checkpoints, in streams for which `isAuditStream` holds. A log of its
   * own when embedded; on EventStoreDB it is the same store, because a process has one connection.
   */
  readonly auditStore: EventStore;
  close(): Promise<void>;
}

/** The same, where another ledger's events may be brought into them. */
export interface RestorableStores extends OpenStores {
  readonly store: RestorableStore;
  readonly auditStore: RestorableStore;
}

/**
 * Opens the logs that the settings name. Where there are none, it begins them only if `BEGIN_LEDGER` says so.
 * @throws NoLedger, LedgerIncomplete, HalfImported, LogEndLost
 */
export async function openStores(config: Config, log: Logger): Promise<OpenStores> {
  if (config.BEGIN_LEDGER) return orClose(await openStoresToImport(config, log), demandWhole);
  return orClose(await openBegun(config, log, {}), async (stores) => {
    if (config.EVENT_STORE_URL !== undefined) await demandBegunOnServer(stores.store, config);
    await demandWhole(stores);
  });
}

async function demandWhole({ store, auditStore }: RestorableStores): Promise<void> {
  await demandWholeHistory(store);
  await demandWholeEnd(store, auditStore);
}

async function orClose(
  stores: RestorableStores,
  demand: (stores: RestorableStores) => Promise<void>,
): Promise<OpenStores> {
  try {
    await demand(stores);
    return stores;
  } catch (error) {
    await stores.close();
    throw error;
  }
}

/** Opens the logs, and begins them where there are none. An import alone may open logs that another left half filled. */
export async function openStoresToImport(config: Config, log: Logger): Promise<RestorableStores> {
  return config.EVENT_STORE_URL === undefined
    ? openEmbedded(config, log)
    : openEventStoreDb(config.EVENT_STORE_URL, config, log);
}

/**
 * Opens logs that must be there already: a wrong or missing folder must not become an empty ledger. Logs that this user may not
 * write are opened to be read only.
 * @throws NoLedger, LedgerIncomplete, HalfImported, LogEndLost
 */
export async function openExistingStores(config: Config, log: Logger): Promise<OpenStores> {
  return orClose(await openBegun(config, log, { mayOnlyRead: true }), demandWhole);
}

/** The same to look for what is wrong with a log, which may have lost its end. @throws NoLedger, LedgerIncomplete, HalfImported */
export async function openStoresToInspect(config: Config, log: Logger): Promise<OpenStores> {
  return orClose(await openBegun(config, log, { mayOnlyRead: true }), ({ store }) =>
    demandWholeHistory(store),
  );
}

async function openBegun(
  config: Config,
  log: Logger,
  options: EmbeddedLedgerOptions,
): Promise<RestorableStores> {
  if (config.EVENT_STORE_URL !== undefined) return openStoresToImport(config, log);
  await demandBegun(resolve(config.DATA_DIR));
  return openEmbedded(config, log, options);
}

interface EmbeddedLedgerOptions {
  /** Begins an audit log also beside a log that has lost its own. */
  readonly newAuditLog?: boolean;
  readonly mayOnlyRead?: boolean;
}

export interface EmbeddedStores extends RestorableStores {
  /** Names the ledger for ever, wherever its folder is moved. */
  readonly ledgerId: string;
}

/**
 * Opens the logs of the embedded store, and begins them where there are none: the log first, then the audit log.
 * @throws LedgerIncomplete
 */
export async function openEmbedded(
  config: Config,
  log: Logger,
  { newAuditLog = false, mayOnlyRead = false }: EmbeddedLedgerOptions = {},
): Promise<EmbeddedStores> {
  const [folder, scope] = [resolve(config.DATA_DIR), ledgerScope(config)];
  const begun = await begunLogs(folder);
  if (begun.auditLog && !begun.log) throw logMissing(folder);
  const options = { onDisplaced: (message: string) => log.error(message), mayOnlyRead };
  const store = await EmbeddedEventStore.open(join(folder, LOG), options);
  try {
    if (!newAuditLog) await demandAuditLog(folder, store);
    const auditStore = await EmbeddedEventStore.open(join(folder, AUDIT_LOG), options);
    const close = async () => {
      await store.close();
      await auditStore.close();
    };
    const { ledgerId } = store;
    return { ledgerId, store: scoped(store, scope), auditStore: scoped(auditStore, scope), close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** A ledger takes its first event when it has both logs. */
async function demandAuditLog(folder: string, store: EventStore): Promise<void> {
  if ((await store.head()) === NO_POSITION || (await begunLogs(folder)).auditLog) return;
  throw auditLogMissing(folder);
}

/** Loads the client of EventStoreDB, which is a third of what a command loads, only where a ledger is on a server. */
async function openEventStoreDb(url: string, config: Config, log: Logger): Promise<RestorableStores> {
  const { EventStoreDbEventStore } = await import('#event-store/eventstoredb');
  const scope = ledgerScope(config);
  const whole = await EventStoreDbEventStore.open(url, {
    prefix: scope.prefix,
    isWanted: (stream) => ownName(scope, stream) !== null,
    deadline: config.APPEND_DEADLINE_MS,
    headDeadline: config.READ_DEADLINE_MS,
    onTrouble: (error) =>
      log.warn('The connection to EventStoreDB was lost. It is tried again until it is back.', {
        cause: error.message,
      }),
    onRecovered: () => log.info('The connection to EventStoreDB is back.'),
  });
  const store = scoped(whole, scope);
  return { store, auditStore: store, close: () => store.close() };
}
