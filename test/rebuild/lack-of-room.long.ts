import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projections } from '#consent-ledger';
import { writeLedger } from '../generated-ledger';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { fillReadModels, standing } from './open-read-models';

const run = promisify(execFile);
const REBUILD = join(__dirname, '../../dist/test/processes/rebuild-without-room.js');
const MODEL = projections[0]!.name;

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
  await writeLedger(folder.path, { events: 3_000, decisions: 0, seed: 7 });
  await fillReadModels({ DATA_DIR: folder.path }, projections);
});
afterEach(() => folder.remove());

async function rebuildWithoutRoom(until: 'first-failure' | 'the-end') {
  const { stdout } = await run(process.execPath, [REBUILD, folder.path, until]);
  return JSON.parse(stdout) as { failed: number; differences?: number; rows?: number; message?: string };
}

it('a write that LMDB gave up is done again when there is room, and no event is applied twice', async () => {
  const { rows } = await standing(folder.path, MODEL);
  const built = await rebuildWithoutRoom('first-failure');
  expect(built).toEqual({ failed: expect.any(Number) as number, differences: 0, rows: rows[0] });
  expect(built.failed).toBeGreaterThan(0);
});

it('a rebuild that finds no room, however often it tries, ends and leaves what is live', async () => {
  const before = await standing(folder.path, MODEL);
  const built = await rebuildWithoutRoom('the-end');
  expect(built.message).toMatch(/file too large|input\/output error/i);
  expect(built.failed).toBeGreaterThan(5);
  expect(await standing(folder.path, MODEL)).toMatchObject({
    table: before.table,
    position: before.position,
  });
});
