import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { decodeOrReport } from '#consent';
import { openStores, projections, readModelsFolder } from '#consent-ledger';
import { ReadModelRebuild, ReadModelStorage, type DerivedDataFolder, type RebuildWatcher } from '#ledger';
import { createLog, readConfig } from '#platform';

const MODEL = projections[0]!.name;

const silent: RebuildWatcher = {
  building: () => undefined,
  comparing: () => undefined,
  compared: () => undefined,
  differs: () => undefined,
};

/** Up to where this process may write to files, in bytes: 0 is a full disk for it alone. */
const limitFiles = (bytes: 0 | 'unlimited') =>
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:unlimited`]);

/** Counts the folder's writes that fail, from now on. */
function failuresOf<T>(folder: DerivedDataFolder<T>): () => number {
  let failed = 0;
  const write = folder.write.bind(folder);
  folder.write = (work, afterwards) =>
    write(work, afterwards).catch((error: unknown) => {
      failed += 1;
      throw error;
    });
  return () => failed;
}

/**
 * Builds a read model of a ledger again while there is no room for it: until a first write has failed, or for good. Prints as JSON how
 * many writes failed, and what came of it.
 */
async function main([dataDirectory, until]: string[]): Promise<void> {
  const config = readConfig({ DATA_DIR: dataDirectory! });
  const stores = await openStores(config, createLog('error'));
  const storage = ReadModelStorage.open(readModelsFolder(config), projections, decodeOrReport);
  const rebuild = await ReadModelRebuild.begin(storage, stores.store);
  const failed = failuresOf(storage.folder);
  limitFiles(0);
  const built = rebuild
    .build([MODEL], silent.building)
    .then(() => rebuild.compare(MODEL, silent))
    .then(({ differences, after: { rows } }) => ({ differences, rows }))
    .catch(({ message }: Error) => ({ message }));
  while (until === 'first-failure' && failed() === 0) await delay(5);
  if (until === 'first-failure') limitFiles('unlimited');
  process.stdout.write(JSON.stringify({ ...(await built), failed: failed() }));
  limitFiles('unlimited');
  await rebuild.close();
  await storage.close();
  await stores.close();
}

void main(process.argv.slice(2));
