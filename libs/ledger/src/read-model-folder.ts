import { resolve } from 'node:path';
import { open, type RootDatabase } from 'lmdb';

/** The folder cannot be used for read models. */
export class ReadModelsUnusable extends Error {
  override readonly name = 'ReadModelsUnusable';
}

/** LMDB waits for itself, for ever, when one process opens a folder twice. */
const openHere = new Set<string>();

/** @throws ReadModelsUnusable with what to do about it. */
export function openFolder(directory: string): RootDatabase {
  const path = resolve(directory);
  if (openHere.has(path)) {
    throw new ReadModelsUnusable(`The read models in ${path} are open in this process already.`);
  }
  const environment = openEnvironment(path);
  openHere.add(path);
  return environment;
}

export async function closeFolder(directory: string, environment: RootDatabase): Promise<void> {
  await environment.flushed;
  await environment.close();
  openHere.delete(resolve(directory));
}

function openEnvironment(path: string): RootDatabase {
  try {
    return open({ path, encoding: 'json', maxDbs: 64, eventTurnBatching: false });
  } catch (error) {
    throw new ReadModelsUnusable(
      `The read models in ${path} cannot be opened (${(error as Error).message}). Make the folder writable; or move it away: ` +
        'they hold nothing that the ledger does not, and are built anew.',
    );
  }
}
