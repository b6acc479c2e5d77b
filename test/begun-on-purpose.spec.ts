import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SpawnedProtocolServer } from './eventstoredb-protocol-server';
import { call } from './support/call';
import { ledger } from './support/ledger-cli';
import { person } from './support/people';
import { toCheck, toRegister } from './support/requests';
import { spawnService } from './support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from './support/temporary-folder';

const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
};

let folder: TemporaryFolder;
let data: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  data = join(folder.path, 'data');
});
afterEach(() => folder.remove());

type Environment = Record<string, string>;
const inProduction = (more: Environment = {}) => ({ NODE_ENV: 'production', DATA_DIR: data, ...more });

/** Starts the service and stops it again. */
async function startOnce(environment: Environment): Promise<void> {
  const service = await spawnService(environment);
  expect(await service.end('SIGTERM')).toBe(0);
}

async function registerOnce(environment: Environment): Promise<void> {
  const service = await spawnService(environment);
  expect((await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place))).status).toBe(
    201,
  );
  await service.end('SIGTERM');
}

const run = (args: readonly string[], environment: Environment = inProduction()) =>
  ledger(args, { environment });
const init = (...more: string[]) => run(['init', ...more]);

describe('In production', () => {
  it.each([['a missing folder'], ['an empty folder']])(
    'a service does not begin a ledger in %s',
    async (where) => {
      if (where === 'an empty folder') await mkdir(data);
      await expect(startOnce(inProduction())).rejects.toThrow(
        `There is no ledger in ${data}. Name its folder with DATA_DIR, or its server with EVENT_STORE_URL. If it is on a volume, ` +
          'see that the volume is mounted. To begin a new ledger, run "ledger init".',
      );
      expect(existsSync(data) ? await readdir(data) : []).toEqual([]);
    },
  );

  it('it starts on a ledger that was begun by "ledger init", which says its id and folder, and begins it once', async () => {
    const { code, out, err } = await init();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [, ledgerId] = /^Began ledger ([0-9a-f-]{36}) in /.exec(out)!;
    expect(out).toBe(`Began ledger ${ledgerId} in ${data}.\n`);
    await registerOnce(inProduction());
    expect(await init()).toMatchObject({
      code: 3,
      err: `There is a ledger in ${data} already: ${ledgerId}. Nothing was changed.\n`,
    });
    const service = await spawnService(inProduction());
    expect((await call(service.url, 'check-consent', toCheck(place))).body).toMatchObject({
      checkResult: { hasConsent: true },
    });
    await service.end('SIGTERM');
  });

  it('it begins one where BEGIN_LEDGER says so', () => startOnce(inProduction({ BEGIN_LEDGER: 'true' })));

  it('it starts on an imported ledger: an import is a beginning on purpose', async () => {
    await registerOnce({ DATA_DIR: join(folder.path, 'original') });
    const file = join(folder.path, 'ledger.ndjson');
    const original = inProduction({ DATA_DIR: join(folder.path, 'original') });
    expect(await run(['export', file], original)).toMatchObject({ code: 0 });
    expect(await run(['import', file])).toMatchObject({ code: 0 });
    await startOnce(inProduction());
  });
});

describe('Elsewhere', () => {
  it('a service begins a ledger, unless BEGIN_LEDGER says otherwise', async () => {
    await expect(startOnce({ DATA_DIR: data, BEGIN_LEDGER: 'false' })).rejects.toThrow(
      `There is no ledger in ${data}.`,
    );
    await startOnce({ DATA_DIR: data });
  });
});

it('"ledger init" begins a ledger in a new volume, and beside keys that were brought along', async () => {
  await mkdir(join(data, 'lost+found'), { recursive: true });
  await mkdir(join(data, 'keys'));
  expect(await init()).toMatchObject({ code: 0 });
});

it('"ledger init" refuses a folder that holds something else, such as what follows from a log that is gone', async () => {
  await mkdir(join(data, 'read-models'), { recursive: true });
  await writeFile(join(data, 'notes.txt'), '');
  expect(await init()).toMatchObject({
    code: 3,
    err: expect.stringMatching(
      /: it holds something else \((read-models|notes\.txt), .*\)\. Nothing was changed\./,
    ),
  });
  expect((await readdir(data)).sort()).toEqual(['notes.txt', 'read-models']);
});

const consent = randomUUID();

it.each([
  ['history', consent],
  ['decisions'],
  ['sign-ons'],
  ['verify'],
  ['export', '-'],
  ['checkpoint'],
  ['receipt', consent],
  ['rebuild'],
  ['diff'],
  ['sample', '--month', '2026-03', '--seed', 'a'],
  ['accept-loss', '--from', '1', '--reason', 'None.'],
])('"ledger %s" begins no ledger, in production or elsewhere', async (...args) => {
  for (const environment of [inProduction(), { DATA_DIR: data }])
    expect(await run(args, environment)).toMatchObject({
      code: 3,
      err: expect.stringContaining('There is no ledger in'),
    });
  expect(existsSync(data)).toBe(false);
});

describe('Half a ledger', () => {
  beforeEach(() => registerOnce({ DATA_DIR: data }));

  it.each([
    ['audit-log', /is missing: log is there, and audit-log, which holds the recorded checks/],
    ['log', /is missing: audit-log is there, and log, which holds the consents, is not/],
  ])(
    'is refused without its %s, by services, commands, "ledger init" and an import',
    async (lost, refusal) => {
      const file = join(folder.path, 'ledger.ndjson');
      expect(await run(['export', file])).toMatchObject({ code: 0 });
      await rm(join(data, lost), { recursive: true });
      for (const name of ['read-models', 'tree', 'decision-tree'])
        await rm(join(data, name), { recursive: true });
      for (const environment of [inProduction(), { DATA_DIR: data }])
        await expect(startOnce(environment)).rejects.toThrow(refusal);
      for (const name of ['clock', 'keys']) await rm(join(data, name), { recursive: true });
      for (const args of [['verify'], ['init'], ['import', file]])
        expect(await run(args)).toMatchObject({ code: 3, err: expect.stringMatching(refusal) });
      expect(existsSync(join(data, lost))).toBe(false);
    },
  );

  it('goes on with a new audit log, where that is what an operator asks for', async () => {
    expect(await init('--new-audit-log')).toMatchObject({ code: 3, err: expect.stringContaining('already') });
    await rm(join(data, 'audit-log'), { recursive: true });
    expect(await init('--new-audit-log')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Began a new audit log of ledger [0-9a-f-]{36} in /),
    });
    await startOnce(inProduction());
  });
});

it('a beginning that was interrupted between the two logs can be made again', async () => {
  expect(await init()).toMatchObject({ code: 0 });
  await rm(join(data, 'audit-log'), { recursive: true });
  await expect(startOnce(inProduction())).rejects.toThrow('run it again');
  expect(await init()).toMatchObject({ code: 0 });
  await startOnce(inProduction());
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

  it('another STREAM_PREFIX on the same server is another ledger', async () => {
    expect(await run(['init'], onServer)).toMatchObject({ code: 0 });
    await expect(startOnce({ ...onServer, STREAM_PREFIX: 'region-a-' })).rejects.toThrow(
      'holds no ledger whose streams begin with region-a-.',
    );
  });
});
