import { join } from 'node:path';
import { decodeOrReport, isUnreadable } from '#consent';
import type { EventStore, StoredEvent } from '#event-store';
import { ReadBarrier, ReadModelStorage, ReadModelUpdater } from '#ledger';
import type { Config, Logger } from '#platform';
import type { OpenStores } from './open-stores';
import { projections } from './projections';

/** A ledger in use: the logs, the read models that follow the first, and what stands between a question and an old answer. */
export interface OpenLedger extends OpenStores {
  readonly storage: ReadModelStorage<unknown>;
  readonly updater: ReadModelUpdater<unknown>;
  readonly barrier: ReadBarrier;
  /** Lets appends in flight finish, then stops reading, then closes, the logs too. */
  close(): Promise<void>;
}

/** Opens the read models beside the logs, and begins to follow. Closes the logs when it cannot. */
export async function openLedger(stores: OpenStores, config: Config, log: Logger): Promise<OpenLedger> {
  try {
    const storage = await openReadModels(stores.store, config, log);
    return follow(stores, storage, config, log);
  } catch (error) {
    await stores.close();
    throw error;
  }
}

/** The folder of the read models. */
export const readModelsFolder = ({ DATA_DIR }: Config): string => join(DATA_DIR, 'read-models');

async function openReadModels(
  store: EventStore,
  config: Config,
  log: Logger,
): Promise<ReadModelStorage<unknown>> {
  const storage = ReadModelStorage.open(readModelsFolder(config), projections, (stored) =>
    readEvent(stored, log),
  );
  if (storage.wasDiscarded)
    log.warn('The machine stopped while the read models were open: they are built again.');
  try {
    await storage.demandSameLedger(store);
    return storage;
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/** One event that cannot be read costs its consent, whose answer is no from then on, and nobody else anything. */
function readEvent(stored: StoredEvent, log: Logger): unknown {
  const event = decodeOrReport(stored);
  if (event && isUnreadable(event)) {
    log.error('An event of a consent cannot be read: the consent gives no access, and the others go on.', {
      position: stored.position,
      cause: event.why.message,
    });
  }
  return event;
}

function follow(
  stores: OpenStores,
  storage: ReadModelStorage<unknown>,
  config: Config,
  log: Logger,
): OpenLedger {
  const updater = new ReadModelUpdater(stores.store, storage, {
    failed: (error) =>
      log.error('The read models cannot follow the ledger: queries are refused. It is tried again.', {
        cause: error.stack,
      }),
    recovered: () => log.info('The read models follow the ledger again: queries are answered.'),
  });
  updater.start();
  const limits = { deadlineMs: config.READ_DEADLINE_MS, maxStalenessMs: config.MAX_STALENESS_MS };
  const barrier = new ReadBarrier(stores.store, updater, limits);
  const close = async () => {
    await updater.close();
    await storage.close();
    await stores.close();
  };
  return { ...stores, storage, updater, barrier, close };
}
