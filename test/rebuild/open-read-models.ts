import { join } from 'node:path';
import { decodeOrReport } from '#consent';
import { openStores, projections } from '#consent-ledger';
import { ReadModelStorage, ReadModelUpdater, type Projection } from '#ledger';
import { createLog, readConfig } from '#platform';

type Storage = ReadModelStorage<unknown>;

/** Does something to the read models in a folder as a process of its own would, beside whatever services have it open. */
export async function withReadModels<T>(
  dataDirectory: string,
  work: (storage: Storage) => Promise<T>,
  by: readonly Projection<unknown>[] = projections,
): Promise<T> {
  const storage = ReadModelStorage.open(join(dataDirectory, 'read-models'), by, decodeOrReport);
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

/** Fills read models from a log that no service has open, with other projections than this build's. */
export async function fillReadModels(
  environment: Record<string, string>,
  by: readonly Projection<unknown>[],
): Promise<void> {
  const config = readConfig(environment);
  const stores = await openStores(config, createLog('error'));
  const { store } = stores;
  await withReadModels(
    config.DATA_DIR,
    async (storage) => {
      const updater = new ReadModelUpdater(store, storage, {
        failed: (error) => {
          throw error;
        },
        recovered: () => undefined,
      });
      updater.start();
      await updater.reach(await store.head(), new AbortController().signal);
      await updater.close();
    },
    by,
  );
  await stores.close();
}

/** Changes live rows as somebody does who can write to the disk. */
export const tamper = (dataDirectory: string, name: string, change: (row: never) => unknown): Promise<void> =>
  withReadModels(dataDirectory, (storage) =>
    storage.folder.write(() => {
      const tables = storage.folder.content;
      const model = tables.model(name);
      const rows = model.tables[tables.liveOf(model)?.table ?? 0]!;
      for (const { key, value } of [...rows.getRange()]) {
        const changed = change(value as never);
        if (changed === null) void rows.remove(key);
        else if (changed !== value) void rows.put(key, changed);
      }
    }),
  );

/** In which of its tables the live rows of a read model are, how far they have come, and how many rows each table has. */
export const standing = (dataDirectory: string, name: string) =>
  withReadModels(dataDirectory, async ({ folder: { content: tables } }) => {
    const model = tables.model(name);
    const { table = 0, position } = tables.liveOf(model) ?? {};
    return { table, position, rows: model.tables.map((rows) => rows.getCount()) };
  });
