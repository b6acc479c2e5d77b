import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import {
  at,
  data,
  elsewhere,
  halves,
  init,
  inProduction,
  openingCommands,
  registerOnce,
  run,
  startOnce,
  type Environment,
} from './beginnings';

it('a service starts on an imported ledger: an import is a beginning on purpose', async () => {
  await registerOnce({ DATA_DIR: at('original') });
  const file = at('ledger.ndjson');
  const original = inProduction({ DATA_DIR: at('original') });
  expect(await run(['export', file], original)).toMatchObject({ code: 0 });
  expect(await run(['import', file])).toMatchObject({ code: 0 });
  await startOnce(inProduction());
});

it.each(openingCommands)('"ledger %s" begins no ledger', async (...args) => {
  expect(await run(args, elsewhere())).toMatchObject({
    code: 3,
    err: expect.stringContaining('There is no ledger in'),
  });
  expect(existsSync(data())).toBe(false);
});

it.each(openingCommands)('"ledger %s" begins no ledger in production either', async (...args) => {
  expect(await run(args)).toMatchObject({ code: 3, err: expect.stringContaining('There is no ledger in') });
  expect(existsSync(data())).toBe(false);
});

describe('Half a ledger', () => {
  beforeEach(() => registerOnce(elsewhere()));

  it.each(halves)(
    'is refused without its %s, by services, commands, "ledger init" and an import',
    async (lost, refusal) => {
      const file = at('ledger.ndjson');
      expect(await run(['export', file])).toMatchObject({ code: 0 });
      await rm(join(data(), lost), { recursive: true });
      for (const name of ['read-models', 'tree', 'decision-tree'])
        await rm(join(data(), name), { recursive: true });
      for (const environment of [inProduction(), elsewhere()])
        await expect(startOnce(environment)).rejects.toThrow(refusal);
      for (const name of ['clock', 'keys']) await rm(join(data(), name), { recursive: true });
      for (const args of [['verify'], ['init'], ['import', file]])
        expect(await run(args)).toMatchObject({ code: 3, err: expect.stringMatching(refusal) });
      expect(existsSync(join(data(), lost))).toBe(false);
    },
  );

  it('goes on with a new audit log, where that is what an operator asks for', async () => {
    expect(await init('--new-audit-log')).toMatchObject({ code: 3, err: expect.stringContaining('already') });
    await rm(join(data(), 'audit-log'), { recursive: true });
    expect(await init('--new-audit-log')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Began a new audit log of ledger [0-9a-f-]{36} in /),
    });
    await startOnce(inProduction());
  });
});

it('a beginning that was interrupted between the two logs can be made again', async () => {
  expect(await init()).toMatchObject({ code: 0 });
  await rm(join(data(), 'audit-log'), { recursive: true });
  await expect(startOnce(inProduction())).rejects.toThrow('run it again');
  expect(await init()).toMatchObject({ code: 0 });
  await startOnce(inProduction());
});

it('another STREAM_PREFIX on the same server is another ledger', async () => {
  const server = await SpawnedProtocolServer.start();
  const onServer = inProduction({ EVENT_STORE_URL: server.url });
  expect(await run(['init'], onServer)).toMatchObject({ code: 0 });
  await expect(startOnce({ ...onServer, STREAM_PREFIX: 'region-a-' })).rejects.toThrow(
    'holds no ledger whose streams begin with region-a-.',
  );
  await server.stop();
});

describe('On EventStoreDB in production', () => {
  let server: SpawnedProtocolServer;
  let onServer: Environment;

  beforeEach(async () => {
    server = await SpawnedProtocolServer.start();
    onServer = inProduction({ EVENT_STORE_URL: server.url });
  });
  afterEach(() => server.stop());

  it('a server without an event of the ledger is refused until "ledger init" has begun it', async () => {
    await expect(startOnce(onServer)).rejects.toThrow('The EventStoreDB server holds no ledger.');
    expect(await run(['init'], onServer)).toMatchObject({
      code: 0,
      out: 'Began a ledger on the EventStoreDB server.\n',
    });
    await registerOnce(onServer);
    expect(await run(['init'], onServer)).toMatchObject({ code: 3, err: expect.stringContaining('already') });
    expect(await run(['verify'], onServer)).toMatchObject({ code: 0 });
  });
});
