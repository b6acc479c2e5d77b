import { EmbeddedEventStore, type EventStore } from '#event-store';
import { EventStoreDbEventStore } from '#event-store/eventstoredb';
import { decodeDecisions, type Decision } from '#audit';
import { join } from 'node:path';
import type { ProtocolServer } from '../eventstoredb-protocol-server';

/** Where a test's service keeps its decisions. */
export type Keeper = { readonly folder: string } | { readonly server: Pick<ProtocolServer, 'url'> };

const open = (keeper: Keeper): Promise<EventStore> =>
  'folder' in keeper
    ? EmbeddedEventStore.open(join(keeper.folder, 'audit-log'))
    : EventStoreDbEventStore.open(keeper.server.url);

/** Every decision in the log, in its order. No service may have the folder open in this process. */
export async function keptDecisions(keeper: Keeper): Promise<Decision[]> {
  const store = await open(keeper);
  const found: Decision[] = [];
  for await (const event of store.readAll()) {
    if (event.stream.startsWith('audit-decisions-')) found.push(...decodeDecisions(event));
  }
  await store.close();
  return found;
}
