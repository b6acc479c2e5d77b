import { randomUUID } from 'node:crypto';
import { eventStoreSuite } from '../given/event-store-suite';
import { scoped } from '../scoped';
import { EventStoreDbEventStore } from './event-store-db';

/**
 * `npm run test:eventstoredb`: the suite on a server of your own. Its streams begin with a prefix that no other run has, and stay
 * there: whoever runs a ledger on the same server never sees them.
 */
const PREFIX = `store-suite-${randomUUID()}-`;

const url = process.env['EVENT_STORE_URL'];

if (url) {
  eventStoreSuite('EventStoreDB, a real server', async () => {
    const whole = await EventStoreDbEventStore.open(url);
    const store = scoped(whole, { prefix: PREFIX, owns: () => true });
    return { store, dispose: () => store.close() };
  });
} else {
  it('needs a server', () => {
    throw new Error(
      'EVENT_STORE_URL is not set, so nothing was tested. Example: esdb://localhost:2113?tls=false',
    );
  });
}
