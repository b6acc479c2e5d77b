import { randomUUID } from 'node:crypto';
import type { NewEvent } from '#event-store';
import { EventStoreDbEventStore } from '#event-store/eventstoredb';
import { SpawnedProtocolServer } from './spawned-server';

const events = (): NewEvent[] => [{ id: randomUUID(), type: 'Noted.v1', data: {}, metadata: {} }];

describe('the protocol server in a process of its own', () => {
  let server: SpawnedProtocolServer;
  let store: EventStoreDbEventStore;
  beforeAll(async () => {
    server = await SpawnedProtocolServer.start();
    store = await EventStoreDbEventStore.open(server.url, { attemptTimeout: 300 });
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  it('misbehaves as it is told, and counts', async () => {
    await server.misbehave({ dropReplies: 1 });
    expect(await store.append('misbehaved', 'no-stream', events())).toMatchObject({ ok: true, revision: 0 });
    expect((await server.counts()).appends).toBeGreaterThanOrEqual(2);
  });

  it('dies, and comes back with its log', async () => {
    await store.append('died', 'no-stream', events());
    await server.command('die');
    const append = store.append('died', 0, events());
    await server.command('come-back');
    expect(await append).toMatchObject({ ok: true, revision: 1 });
  });

  it('can be stopped by the system and go on', async () => {
    process.kill(server.pid, 'SIGSTOP');
    const append = store.append('stopped', 'no-stream', events());
    await new Promise((resolve) => setTimeout(resolve, 700));
    process.kill(server.pid, 'SIGCONT');
    expect(await append).toMatchObject({ ok: true, revision: 0 });
    expect(await store.readStream('stopped')).toHaveLength(1);
  });

  it('refuses what it does not know', async () => {
    await expect(server.command('vanish' as 'heal')).rejects.toThrow('vanish');
  });
});
