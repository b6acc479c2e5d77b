import { ProtocolServer } from '../../../../test/eventstoredb-protocol-server';
import { eventStoreSuite } from '../given/event-store-suite';
import { EventStoreDbEventStore } from './event-store-db';

eventStoreSuite('EventStoreDB, its client against the protocol server', async () => {
  const server = await ProtocolServer.start();
  const store = await EventStoreDbEventStore.open(server.url);
  return {
    store,
    dispose: async () => {
      await store.close();
      server.die();
    },
  };
});
