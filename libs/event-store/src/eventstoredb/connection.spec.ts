import { ProtocolServer } from '../../../../test/eventstoredb-protocol-server';
import { StoreUnavailable } from '../event-store';
import { newEvents, newStream } from '../given/events';
import { InvalidEventStoreUrl, parseConnectionString } from './connection-string';
import { EventStoreDbEventStore } from './event-store-db';

const SECRET = 'hunter2';

/** In milliseconds: longer than a test may take. */
const FOR_EVER = 600_000;

describe('EVENT_STORE_URL', () => {
  const unusable: [string, string][] = [
    ['', 'must begin with esdb://'],
    [`http://admin:${SECRET}@localhost:2113`, 'must begin with esdb://'],
    [`esdb://admin:${SECRET}@`, 'names no host'],
    [`esdb://admin:${SECRET}@localhost:port?tls=false`, 'cannot be understood'],
    [`esdb://admin:${SECRET}@x@localhost:2113`, 'more than one @'],
    [`esdb://admin:?${SECRET}=1@localhost:2113`, 'has a ? before an @'],
    [`esdb://admin:${SECRET}@localhost:2113?tls=maybe`, 'cannot be understood'],
    [`esdb://admin:${SECRET}@localhost:2113?tsl=false`, 'an unknown option, tsl'],
    [`esdb://admin:${SECRET}@localhost:2113?tls`, 'not written name=value'],
    [`esdb://admin:${SECRET}@localhost:2113?tlsCAFile=/no/such/file`, 'Failed to load certificate file'],
  ];
  it.each(unusable)('%s: %s', async (url, why) => {
    const warned = jest.spyOn(console, 'warn');
    const opening = EventStoreDbEventStore.open(url);
    await expect(opening).rejects.toThrow(InvalidEventStoreUrl);
    await expect(opening).rejects.toThrow(why);
    await expect(opening).rejects.not.toThrow(SECRET);
    expect(warned).not.toHaveBeenCalled();
  });

  it('may say how long a node is waited for, and else says it for the client', () => {
    const asked = (options: string) => parseConnectionString(`esdb://a:1,b:2${options}`).value.split('?')[1];
    expect(asked('')).toBe('keepAliveTimeout=5000&gossipTimeout=2');
    expect(asked('?gossipTimeout=4')).toBe('gossipTimeout=4&keepAliveTimeout=5000');
    expect(asked('?keepalivetimeout=1&gossiptimeout=4')).toBe('keepalivetimeout=1&gossiptimeout=4');
  });

  it('where nobody listens is reported with its host and without its password, at once', async () => {
    const server = await ProtocolServer.start();
    server.die();
    const hosts = [`127.0.0.1:${server.port}`, `localhost:${server.port}`];
    const opening = EventStoreDbEventStore.open(`esdb://admin:${SECRET}@${hosts.join(',')}?tls=false`, {
      deadline: FOR_EVER,
    });
    await expect(opening).rejects.toThrow(StoreUnavailable);
    await expect(opening).rejects.toThrow(
      'EVENT_STORE_URL: ' +
        `the server at ${hosts[0]} refuses connections: start the server, or correct the address; ` +
        `the server at ${hosts[1]} refuses connections: start the server, or correct the address`,
    );
  });

  it('that accepts connections and answers nothing is reported with the last error, within the deadline', async () => {
    const server = await ProtocolServer.start();
    server.misbehave({ election: true });
    const faultWithin = (deadline: number) =>
      EventStoreDbEventStore.open(server.url, { attemptTimeout: 200, deadline }).then(
        () => 'opened',
        (error: Error) => error.message,
      );
    // The last attempt may be cut off by the deadline, which then is the last error.
    let fault = '';
    for (let deadline = 500; !fault.includes('Server Is Not Ready'); deadline *= 2) {
      fault = await faultWithin(deadline);
      expect(fault).toContain(`the server at 127.0.0.1:${server.port} does not answer`);
    }
    server.die();
  });

  it('may name a user and several hosts, of which gossip tells the leader', async () => {
    const server = await ProtocolServer.start();
    const hosts = `127.0.0.1:1,127.0.0.1:${server.port}`;
    const store = await EventStoreDbEventStore.open(`esdb://admin:${SECRET}@${hosts}?tls=false`);
    const events = newEvents(2);
    expect(await store.append(newStream(), 'no-stream', events)).toMatchObject({ ok: true });
    server.die();
    await server.comeBack();
    expect(await store.append(newStream(), 'no-stream', newEvents(1))).toMatchObject({ ok: true });
    await store.close();
    server.die();
  });
});
