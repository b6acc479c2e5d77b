import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { storeKinds } from '../support/live-ledger';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { Receiver } from './receiver';
import { emptyStore, type EmptyStore } from './store-settings';
import { created, registered, seen, until, webhookSettings } from './webhooks';

describe.each(storeKinds)('webhooks on %s', (kind) => {
  let folder: TemporaryFolder;
  let receiver: Receiver;
  let store: EmptyStore;
  let services: SpawnedService[];

  const start = async (): Promise<SpawnedService> => {
    const settings = {
      ...webhookSettings,
      ...store.settings,
      WEBHOOK_TIMEOUT_MS: '3000',
      DATA_DIR: folder.path,
    };
    const service = await spawnService(settings);
    services.push(service);
    return service;
  };

  beforeEach(async () => {
    folder = await temporaryFolder();
    receiver = await Receiver.start();
    store = await emptyStore(kind);
    services = [];
  });
  afterEach(async () => {
    await Promise.all(services.map((service) => service.end('SIGTERM')));
    await store.close();
    await receiver.close();
    await folder.remove();
  });

  const positions = () => receiver.taken.map(({ data }) => data.position);

  it('nothing is lost when the service is killed while it delivers, and the order stays', async () => {
    const first = await start();
    for (let number = 0; number < 30; number++) await registered(first.url, number);
    receiver.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return 204;
    };
    const { webhookId } = await created(first.url, receiver.url);
    await until(() => receiver.taken.length >= 10);
    await first.end('SIGKILL');
    const second = await start();
    await until(() => receiver.taken.length === 30);
    expect(positions()).toEqual([...positions()].sort((one, other) => one - other));
    await until(async () => !(await seen(second.url, webhookId)).hasMore);
  });

  it('of two processes one at a time delivers, and the other goes on when it has died', async () => {
    const [first, second] = [await start(), await start()];
    await created(first.url, receiver.url);
    for (let number = 0; number < 10; number++) await registered(number % 2 ? first.url : second.url, number);
    await until(() => receiver.taken.length === 10);
    expect(receiver.received).toHaveLength(10);
    await first.end('SIGKILL');
    await registered(second.url, 11);
    await until(() => receiver.taken.length === 11);
  });

  it('read models that are built again send nothing again', async () => {
    const first = await start();
    await registered(first.url, 1);
    await created(first.url, receiver.url);
    await until(() => receiver.taken.length === 1);
    await first.end('SIGTERM');
    await rm(join(folder.path, 'read-models'), { recursive: true });
    const second = await start();
    await registered(second.url, 2);
    await until(() => receiver.taken.length === 2);
    expect(receiver.received).toHaveLength(2);
  });
});
