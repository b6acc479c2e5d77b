import { join } from 'node:path';
import { decodeAccesses, type Access } from '#audit';
import { EmbeddedEventStore, type EventStore } from '#event-store';
import { EventStoreDbEventStore } from '#event-store/eventstoredb';

/** Where a test's service keeps its records. */
export interface Keeper {
  readonly folder: string;
  /** Absent: they are in the folder. */
  readonly url?: string;
}

const open = ({ folder, url }: Keeper): Promise<EventStore> =>
  url === undefined ? EmbeddedEventStore.open(join(folder, 'audit-log')) : EventStoreDbEventStore.open(url);

/** Every record of an access in the log, in its order. No service may have the folder open in this process. */
export async function keptAccesses(keeper: Keeper): Promise<Access[]> {
  const store = await open(keeper);
  const found: Access[] = [];
  for await (const event of store.readAll())
    if (event.stream.startsWith('audit-accesses-')) found.push(...decodeAccesses(event));
  await store.close();
  return found;
}
