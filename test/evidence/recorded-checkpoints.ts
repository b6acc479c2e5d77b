import { isAuditStream } from '#ledger';
import { openExistingStores } from '#consent-ledger';
import {
  CHECKPOINTS,
  leafOf,
  newestRevision,
  openCheckpoint,
  ownVerifiers,
  recordedCheckpoint,
  RevisionMap,
  RootAccumulator,
} from '#evidence';
import { createLog, readConfig } from '#platform';

export interface Recorded {
  /** How many events each checkpoint covers, the oldest first. */
  readonly sizes: readonly number[];
  /** How many events there are to be covered. */
  readonly events: number;
}

/** Computes the root of every checkpoint from the log alone, without the tree. @throws when one is not signed, or not what the log comes to. */
export async function recordedCheckpoints(environment: Record<string, string>): Promise<Recorded> {
  const config = readConfig(environment);
  const stores = await openExistingStores(config, createLog('error'));
  try {
    const recorded = (await stores.auditStore.readStream(CHECKPOINTS)).map(recordedCheckpoint);
    const verifiers = ownVerifiers(config);
    const walk = new RootAccumulator();
    const roots = [walk.root()];
    const nodes = new Map<string, Buffer>();
    const map = new RevisionMap({
      get: (path) => nodes.get(path.toString('hex')),
      put: (path, node) => void nodes.set(path.toString('hex'), node),
    });
    const maps = [map.root()];
    for await (const event of stores.store.readAll()) {
      if (isAuditStream(event.stream)) continue;
      walk.add(leafOf(event));
      roots.push(walk.root());
      map.put([newestRevision(event.stream, event.revision)]);
      maps.push(map.root());
    }
    for (const { checkpoint, size } of recorded) {
      const opened = openCheckpoint(checkpoint, verifiers);
      const newestRevisions = maps[size];
      expect(opened).toEqual({ origin: config.LEDGER_NAME, size, root: roots[size], newestRevisions });
    }
    return { sizes: recorded.map(({ size }) => size), events: walk.size };
  } finally {
    await stores.close();
  }
}

/** Every checkpoint covers more than the one before it, and the last covers everything. */
export function expectGrowthToTheEnd({ sizes, events }: Recorded): void {
  expect(sizes).toEqual([...new Set(sizes)].sort((one, other) => one - other));
  expect(sizes.at(-1)).toBe(events);
}
