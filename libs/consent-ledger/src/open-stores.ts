import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  EmbeddedEventStore,
  EventStoreDbEventStore,
  ownName,
  scoped,
  type EventStore,
  type RestorableStore,
  type StreamScope,
} from '#event-store';
import type { Config, Logger } from '#platform';
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

/** There is no ledger where the settings say, or none that this user may see, and whoever asks does not begin one. */
export class NoLedger extends Error {
  override readonly name = 'NoLedger';
}

/** Opens the logs that the settings name, and begins them where there are none. @throws HalfImported, LogEndLost */
export async function openStores(config: Config, log: Logger): Promise<OpenStores> {
  return orClose(await openStoresToImport(config, log), async ({ store, auditStore }) => {
    await demandWholeHistory(store);
    await demandWholeEnd(store, auditStore);
  });
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

/** The same for an import, which alone may open logs that another import left half filled. */
export async function openStoresToImport(config: Config, log: Logger): Promise<RestorableStores> {
  const { EVENT_STORE_URL: url } = config;
  const scope = ledgerScope(config);
  return url === undefined
    ? openEmbedded(config.DATA_DIR, scope, log)
    : openEventStoreDb({ url, config, scope, log });
}

/**
 * Opens logs that must be there already: a wrong folder must not become an empty ledger.
 * @throws NoLedger, HalfImported, LogEndLost
 */
export async function openExistingStores(config: Config, log: Logger): Promise<OpenStores> {
  if (config.EVENT_STORE_URL === undefined) await demandLedger(resolve(config.DATA_DIR));
  return openStores(config, log);
}

/** The same to look for what is wrong with a log, which may have lost its end. @throws NoLedger, HalfImported */
export async function openStoresToInspect(config: Config, log: Logger): Promise<OpenStores> {
  if (config.EVENT_STORE_URL === undefined) await demandLedger(resolve(config.DATA_DIR));
  return orClose(await openStoresToImport(config, log), ({ store }) => demandWholeHistory(store));
}

/** A folder that this user may not look into is not said to hold nothing. */
async function demandLedger(folder: string): Promise<void> {
  try {
    await stat(join(folder, 'log', 'data.mdb'));
  } catch (error) {
    throw new NoLedger(
      (error as NodeJS.ErrnoException).code === 'EACCES'
        ? `This user may not look into ${folder}, or its log. Run the command as the user of the ledger.`
        : `There is no ledger in ${folder}. Name its folder with DATA_DIR, or its server with EVENT_STORE_URL.`,
    );
  }
}

async function openEmbedded(folder: string, scope: StreamScope, log: Logger): Promise<RestorableStores> {
  const options = { onDisplaced: (message: string) => log.error(message) };
  const store = await EmbeddedEventStore.open(join(folder, 'log'), options);
  try {
    const auditStore = await EmbeddedEventStore.open(join(folder, 'audit-log'), options);
    const close = async () => {
      await store.close();
      await auditStore.close();
    };
    return { store: scoped(store, scope), auditStore: scoped(auditStore, scope), close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

interface ServerLedger {
  readonly url: string;
  readonly config: Config;
  readonly scope: StreamScope;
  readonly log: Logger;
}

async function openEventStoreDb({ url, config, scope, log }: ServerLedger): Promise<RestorableStores> {
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
