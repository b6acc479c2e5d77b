import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import type { StoreKind } from '../support/live-ledger';

/** An empty store of a kind. */
export interface EmptyStore {
  /** The settings of the services that use it, beside their folder. */
  readonly settings: Record<string, string>;
  close(): Promise<void>;
}

export async function emptyStore(kind: StoreKind): Promise<EmptyStore> {
  if (kind === 'the embedded store') return { settings: {}, close: () => Promise.resolve() };
  const server = await SpawnedProtocolServer.start();
  return { settings: { EVENT_STORE_URL: server.url }, close: () => server.stop() };
}
