import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import { writeLedger } from '../generated-ledger';
import { ledger, spawnLedger } from '../support/ledger-cli';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

let folder: TemporaryFolder;
let archive: string;

const at = (name: string): string => join(folder.path, name);

beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(at('original'));
  await writeLedger(at('original'), { events: 3000, decisions: 1000, seed: 11 });
  archive = at('ledger.ndjson');
  await ledger(['export', archive], { environment: { DATA_DIR: at('original') } });
});
afterAll(() => folder.remove());

/** Kills a process, without a warning, as soon as a condition holds. */
async function killWhen(child: ChildProcess, holds: () => Promise<boolean>): Promise<void> {
  const exited = once(child, 'exit');
  while (child.exitCode === null && !(await holds().catch(() => false))) await wait(2);
  child.kill('SIGKILL');
  await exited;
}

/** Kills one import after the other, each a little further on, and makes the last to its end. */
async function importInPieces(
  environment: Record<string, string>,
  conditions: readonly (() => Promise<boolean>)[],
): Promise<void> {
  for (const holds of conditions) await killWhen(spawnLedger(['import', archive], { environment }), holds);
  const run = await ledger(['import', archive, '--json'], { environment });
  expect(run).toMatchObject({ code: 0, err: '' });
  const [{ held, restored }] = run.records() as [{ held: number; restored: number }];
  expect(held).toBeGreaterThan(0);
  expect(restored).toBeGreaterThan(0);
}

async function expectSameExport(environment: Record<string, string>, name: string): Promise<void> {
  expect(await ledger(['export', at(name)], { environment })).toMatchObject({ code: 0 });
  expect((await readFile(at(name))).equals(await readFile(archive))).toBe(true);
}

describe('An import that is killed again and again', () => {
  it('is whole when it was let to its end: embedded', async () => {
    const environment = { DATA_DIR: at('target') };
    const data = join(at('target'), 'log', 'data.mdb');
    const hasGrownTo = (size: number) => async () => (await stat(data)).size >= size;
    const full = (await stat(join(at('original'), 'log', 'data.mdb'))).size;
    await importInPieces(
      environment,
      [0.2, 0.4, 0.6].map((part) => hasGrownTo(part * full)),
    );
    await expectSameExport(environment, 'target.ndjson');
  });

  it('is whole when it was let to its end: EventStoreDB', async () => {
    const server = await SpawnedProtocolServer.start();
    const environment = { EVENT_STORE_URL: server.url, DATA_DIR: at('unused') };
    const hasTaken = (appends: number) => async () => (await server.counts()).appends >= appends;
    await importInPieces(environment, [400, 1000, 1900].map(hasTaken));
    await expectSameExport(environment, 'server.ndjson');
    await server.stop();
  });
});

describe('An export that is killed', () => {
  it('leaves no file by its name', async () => {
    const environment = { DATA_DIR: at('original') };
    const isBegun = async () => (await readdir(folder.path)).some((name) => name.startsWith('cut.ndjson'));
    await killWhen(spawnLedger(['export', at('cut.ndjson')], { environment }), isBegun);
    expect(await readdir(folder.path)).not.toContain('cut.ndjson');
  });

  it('and told to end before takes away what is not whole', async () => {
    const environment = { DATA_DIR: at('original') };
    const child = spawnLedger(['export', at('ended.ndjson')], { environment });
    const exited = once(child, 'exit');
    while (!(await readdir(folder.path)).some((name) => name.startsWith('ended.ndjson'))) await wait(2);
    child.kill('SIGTERM');
    expect(await exited).toEqual([130, null]);
    expect((await readdir(folder.path)).filter((name) => name.startsWith('ended'))).toEqual([]);
  });
});
