import { FreezableRelay, SpawnedProtocolServer } from '../../../../test/eventstoredb-protocol-server';
import { newStream } from '../given/events';
import { EventStoreDbEventStore } from './event-store-db';

/** Each is two reads. A server of Node's gives up a connection after 1000 resets. */
const STREAMS = 1500;
const AT_A_TIME = 50;

describe('Streams that are missing', () => {
  it('are all read over one connection: no call is reset that the server has answered', async () => {
    const server = await SpawnedProtocolServer.start();
    const relay = await FreezableRelay.to(Number(new URL(server.url).port));
    const store = await EventStoreDbEventStore.open(relay.url, { attemptTimeout: 60_000, deadline: 60_000 });
    const opened = relay.connections;
    for (let read = 0; read < STREAMS; read += AT_A_TIME) {
      const found = await Promise.all(Array.from({ length: AT_A_TIME }, () => store.readStream(newStream())));
      expect(found.flat()).toEqual([]);
    }
    expect(relay.connections).toBe(opened);
    await store.close();
    relay.close();
    await server.stop();
  });
});
