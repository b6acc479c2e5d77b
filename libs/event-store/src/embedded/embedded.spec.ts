import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreSuite } from '../suite/event-store-suite';
import type { OpenedStore } from '../suite/given';
import { EmbeddedEventStore } from './embedded-event-store';

async function makeStore(): Promise<OpenedStore> {
  const directory = await mkdtemp(join(tmpdir(), 'embedded-'));
  const store = await EmbeddedEventStore.open(directory);
  const dispose = async () => {
    await store.close();
    await rm(directory, { recursive: true });
  };
  return { store, dispose };
}

eventStoreSuite('The embedded store', makeStore);
