import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import { spawnService, type SpawnedService } from './spawned-service';
import { temporaryFolder } from './temporary-folder';
import { isLong } from './this-run';

export const storeKinds = ['the embedded store', 'EventStoreDB'] as const;
export type StoreKind = (typeof storeKinds)[number];

/** Those of suites named `*.stores.spec.ts`: the embedded store in `npm test`, EventStoreDB in `npm run test:long`. */
export const storesOfThisRun: readonly StoreKind[] = [isLong ? 'EventStoreDB' : 'the embedded store'];

/** A service at work on a store of one kind, and the settings with which others work beside it. */
export interface LiveLedger {
  readonly service: SpawnedService;
  readonly folder: string;
  /** For `ledger()` and further services. */
  readonly environment: Record<string, string>;
  close(): Promise<void>;
}

/** Starts the built service on a store of its own (`npm run build:all` first). */
export async function startLiveLedger(
  kind: StoreKind,
  more: Record<string, string> = {},
): Promise<LiveLedger> {
  const folder = await temporaryFolder();
  const server = kind === 'EventStoreDB' ? await SpawnedProtocolServer.start() : null;
  const environment = { DATA_DIR: folder.path, ...(server && { EVENT_STORE_URL: server.url }), ...more };
  const service = await spawnService(environment);
  const close = async () => {
    await service.end('SIGTERM');
    await server?.stop();
    await folder.remove();
  };
  return { service, folder: folder.path, environment, close };
}
