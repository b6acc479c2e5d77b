import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SpawnedProtocolServer } from '../eventstoredb-protocol-server/spawned-server';
import { call } from '../support/call';
import { startInProcess } from '../support/in-process-service';
import { person } from '../support/people';
import { toCancel, toRegister } from '../support/requests';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { storeKinds } from '../support/live-ledger';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { expectGrowthToTheEnd, recordedCheckpoints } from './recorded-checkpoints';

const place = { patientId: person(1), careProviderId: 'SE165565594230-1A', careUnitId: 'SE165565594230-1AA' };

async function change(url: string): Promise<void> {
  const assertionId = randomUUID();
  await call(url, 'register-extended-consent', toRegister(assertionId, place));
  await call(url, 'cancel-extended-consent', toCancel(assertionId));
}

async function changeFor(milliseconds: number, urls: readonly string[]): Promise<void> {
  const until = performance.now() + milliseconds;
  const callers = urls
    .flatMap((url) => [url, url])
    .map(async (url) => {
      while (performance.now() < until) await change(url).catch(() => undefined);
    });
  await Promise.all(callers);
}

async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)![1]);
}

async function untilSigned(url: string, size: number): Promise<void> {
  for (const begun = Date.now(); (await metric(url, 'consent_checkpoint_size')) < size;) {
    if (Date.now() - begun > 60_000) throw new Error(`No checkpoint has come to cover ${size} events.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** That the tree is built and compared at a start is news, and no complaint. */
const isComplaint = (line: string): boolean => /heckpoint/.test(line) && !line.includes('"level":"info"');

describe.each(storeKinds)('on %s', (kind) => {
  let folders: TemporaryFolder[];
  let server: SpawnedProtocolServer | null;
  let services: SpawnedService[];
  let environment: Record<string, string>;

  beforeEach(async () => {
    folders = [await temporaryFolder()];
    server = kind === 'EventStoreDB' ? await SpawnedProtocolServer.start() : null;
    environment = { DATA_DIR: folders[0]!.path, ...(server && { EVENT_STORE_URL: server.url }) };
    services = [];
  });

  afterEach(async () => {
    await Promise.all(services.map((service) => service.end('SIGTERM')));
    await server?.stop();
    await Promise.all(folders.map((folder) => folder.remove()));
  });

  async function spawn(more: Record<string, string> = {}): Promise<SpawnedService> {
    const service = await spawnService({ ...environment, ...more });
    services.push(service);
    return service;
  }

  it('a service signs what is written, soon after it was, and says how far it has come', async () => {
    const service = await startInProcess({ ...environment, LEDGER_NAME: 'consents.example.com/ledger' });
    expect(await metric(service.url, 'consent_checkpoint_timestamp_seconds')).toBe(0);
    await change(service.url);
    await untilSigned(service.url, 2);
    await change(service.url);
    await untilSigned(service.url, 4);
    expect(await metric(service.url, 'consent_tree_size')).toBe(4);
    expect(await metric(service.url, 'consent_checkpoint_failures_total')).toBe(0);
    const age = Date.now() / 1000 - (await metric(service.url, 'consent_checkpoint_timestamp_seconds'));
    expect(Math.abs(age)).toBeLessThan(120);
    await service.close();
    const recorded = await recordedCheckpoints({
      ...environment,
      LEDGER_NAME: 'consents.example.com/ledger',
    });
    expectGrowthToTheEnd(recorded);
    expect(recorded.events).toBe(4);
  });

  it('what is outstanding is signed when a service stops, and a later one goes on with the same key', async () => {
    const first = await spawn();
    await changeFor(1_500, [first.url]);
    await first.end('SIGTERM');
    const stopped = await recordedCheckpoints(environment);
    expectGrowthToTheEnd(stopped);
    const second = await spawn();
    await change(second.url);
    await second.end('SIGTERM');
    const recorded = await recordedCheckpoints(environment);
    expectGrowthToTheEnd(recorded);
    expect(recorded.events).toBe(stopped.events + 2);
    expect(recorded.sizes.length).toBeGreaterThan(stopped.sizes.length);
    const keys = await readFile(join(folders[0]!.path, 'keys', 'checkpoint.pub'), 'utf8');
    expect(keys.trim().split('\n')).toHaveLength(1);
  });

  it('services that die are made up for', async () => {
    for (const lifetime of [1_300, 700, 1_100]) {
      const service = await spawn();
      setTimeout(() => service.process.kill('SIGKILL'), lifetime);
      await changeFor(lifetime, [service.url]);
      await service.end('SIGKILL');
    }
    const last = await spawn();
    await change(last.url);
    await last.end('SIGTERM');
    expectGrowthToTheEnd(await recordedCheckpoints(environment));
  });

  it('two services write one line of checkpoints', async () => {
    const first = await spawn();
    await change(first.url);
    if (server) folders.push(await temporaryFolder());
    const second = await spawn({
      DATA_DIR: folders.at(-1)!.path,
      CHECKPOINT_KEY_FILE: join(folders[0]!.path, 'keys', 'checkpoint.pem'),
    });
    const signed = new Set<number>();
    while (signed.size < 4) {
      await changeFor(200, [first.url, second.url]);
      signed.add(await metric(first.url, 'consent_checkpoint_size'));
      signed.add(await metric(second.url, 'consent_checkpoint_size'));
    }
    await Promise.all([first, second].map((service) => service.end('SIGTERM')));
    const recorded = await recordedCheckpoints(environment);
    expectGrowthToTheEnd(recorded);
    expect(recorded.sizes.length).toBeGreaterThanOrEqual(3);
    for (const { log } of services) expect(log.filter(isComplaint)).toEqual([]);
  });
});

it('a service does not start with a key that it cannot use, and says why', async () => {
  const folder = await temporaryFolder();
  const start = spawnService({ DATA_DIR: folder.path, CHECKPOINT_KEY_FILE: join(folder.path, 'none.pem') });
  await expect(start).rejects.toThrow(/The key for checkpoints in .*none\.pem cannot be read \(ENOENT/);
  await folder.remove();
});

it('a service that would sign with another key than the one before it warns of that', async () => {
  const server = await SpawnedProtocolServer.start();
  const folders = [await temporaryFolder(), await temporaryFolder()];
  const logs = [];
  for (const { path } of [folders[0]!, folders[0]!, folders[1]!]) {
    const service = await spawnService({ DATA_DIR: path, EVENT_STORE_URL: server.url });
    await change(service.url);
    await service.end('SIGTERM');
    logs.push(service.log.filter((line) => /not signed with a key that is known here/.test(line)));
  }
  expect(logs).toEqual([[], [], [expect.stringContaining(join(folders[1]!.path, 'keys', 'checkpoint.pub'))]]);
  await server.stop();
  await Promise.all(folders.map((folder) => folder.remove()));
});
