import { join } from 'node:path';
import { decode } from '#consent';
import { EmbeddedEventStore, EventStoreDbEventStore, type EventStore } from '#event-store';
import { ReadBarrier, ReadModelStorage, ReadModelUpdater } from '#ledger';
import type { Config, Logger } from '#platform';
import { careProviderProjection, checkProjection, patientProjection, type Projection } from '#read-models';

/** A ledger in use: the log, the read models that follow it, and what stands between a question and an old answer. */
export interface OpenLedger {
  readonly store: EventStore;
  readonly storage: ReadModelStorage<unknown>;
  readonly updater: ReadModelUpdater<unknown>;
  readonly barrier: ReadBarrier;
  /** Lets appends in flight finish, then stops reading, then closes. */
  close(): Promise<void>;
}

const projections = [
  checkProjection,
  patientProjection,
  careProviderProjection,
] as readonly Projection<unknown>[];

/** Opens the log that the settings name, and the read models beside it, and begins to follow. */
export async function openLedger(config: Config, log: Logger): Promise<OpenLedger> {
  const store = await openStore(config, log);
  const storage = ReadModelStorage.open(join(config.DATA_DIR, 'read-models'), projections, decode);
  if (storage.wasDiscarded)
    log.warn('The machine stopped while the read models were open: they are built anew.');
  const close = async () => {
    await storage.close();
    await store.close();
  };
  try {
    await storage.demandSameLedger(store);
  } catch (error) {
    await close();
    throw error;
  }
  const updater = new ReadModelUpdater(store, storage, (error) =>
    log.error('The read models have stopped: queries are refused until the service is restarted.', {
      cause: error.stack,
    }),
  );
  updater.start();
  const limits = { deadlineMs: config.READ_DEADLINE_MS, maxStalenessMs: config.MAX_STALENESS_MS };
  const barrier = new ReadBarrier(store, updater, limits);
  return { store, storage, updater, barrier, close: () => updater.close().then(close) };
}

function openStore(config: Config, log: Logger): Promise<EventStore> {
  const { EVENT_STORE_URL: url } = config;
  if (url === undefined) return EmbeddedEventStore.open(join(config.DATA_DIR, 'log'));
  return EventStoreDbEventStore.open(url, {
    deadline: config.APPEND_DEADLINE_MS,
    headDeadline: config.READ_DEADLINE_MS,
    onTrouble: (error) =>
      log.warn('The connection to EventStoreDB broke and is made again.', { cause: error.message }),
  });
}
