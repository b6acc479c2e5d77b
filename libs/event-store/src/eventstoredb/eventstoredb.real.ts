import { eventStoreSuite } from '../given/event-store-suite';
import { EventStoreDbEventStore } from './event-store-db';

/** `npm run test:eventstoredb`: the suite on a server of your own, into which it writes streams named `suite-…`. */
const url = process.env['EVENT_STORE_URL'];

if (url) {
  eventStoreSuite('EventStoreDB, a real server', async () => {
    const store = await EventStoreDbEventStore.open(url);
    return { store, dispose: () => store.close() };
  });
} else {
  it('needs a server', () => {
    throw new Error(
      'EVENT_STORE_URL is not set, so nothing was tested. Example: esdb://localhost:2113?tls=false',
    );
  });
}
