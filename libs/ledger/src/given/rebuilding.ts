import type { EventStore } from '#event-store';
import type { Built, Difference, ReadModelRebuild, RebuildWatcher } from '../rebuild';
import type { Projection } from '../read-model-tables';
import { ReadModelStorage } from '../read-model-storage';
import { ReadModelUpdater } from '../read-model-updater';
import { decodeTallied, type RecordedTally } from './tally';

/** What a service does with its read models: it follows the log, and answers. */
export interface Service {
  readonly storage: ReadModelStorage<RecordedTally>;
  readonly updater: ReadModelUpdater<RecordedTally>;
  readonly failures: readonly Error[];
  close(): Promise<void>;
}

export interface Served {
  readonly directory: string;
  readonly store: EventStore;
  readonly projections: readonly Projection<RecordedTally>[];
}

export function startService({ directory, store, projections }: Served): Service {
  const storage = ReadModelStorage.open(directory, projections, decodeTallied);
  const failures: Error[] = [];
  const updater = new ReadModelUpdater(store, storage, {
    failed: (error) => failures.push(error),
    recovered: () => undefined,
  });
  updater.start();
  const close = async () => {
    await updater.close();
    await storage.close();
  };
  return { storage, updater, failures, close };
}

/** Notes the differences that it hears of. */
export function watching(): RebuildWatcher & { readonly found: readonly Difference[] } {
  const found: Difference[] = [];
  const nothing = () => undefined;
  return {
    found,
    building: nothing,
    comparing: nothing,
    compared: nothing,
    differs: (difference) => found.push(difference),
  };
}

/** Builds one read model, and compares it. */
export async function build(
  rebuild: ReadModelRebuild<RecordedTally>,
  name: string,
  watcher = watching(),
): Promise<Built> {
  await rebuild.build([name], watcher.building);
  return rebuild.compare(name, watcher);
}
