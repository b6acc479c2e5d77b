import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SeededRandom } from '../generated-ledger/seeded-random';
import { onOneServer, type TwoServices } from '../staleness/two-services';
import { ledger as command, spawnLedger } from '../support/ledger-cli';
import { projectFolder } from '../support/project-folder';
import { seed } from '../support/seed';
import { times } from '../support/times';
import { embedded, survives, type Beginning, type BesiegedLedger } from './besieged-ledger';

const IMPORT_UNTIL = join(projectFolder, 'dist/test/processes/import-until.js');
const KILLS = times(5);

/** Longer than a rebuild takes from its start to its end. */
const SPREAD_MS = 3_000;

async function killRebuilds(ledger: BesiegedLedger): Promise<void> {
  const random = new SeededRandom(seed);
  const environment = ledger.environments[0]!;
  for (let kill = 0; kill < KILLS; kill++) {
    const rebuilding = spawnLedger(['rebuild'], { environment });
    const ended = once(rebuilding, 'close') as Promise<[number | null]>;
    await delay(random.below(SPREAD_MS));
    rebuilding.kill('SIGKILL');
    const [code] = await ended;
    ledger.note(code === null ? 'killed rebuilds' : 'ended rebuilds');
  }
  expect(await command(['rebuild'], { environment })).toMatchObject({ code: 0, err: '' });
}

const rebuilds = <Two extends TwoServices>(where: string, beginning: Beginning<Two>) =>
  survives(`kill -9 of ledger rebuild on ${where}`, beginning, killRebuilds);
rebuilds('one folder', embedded);
rebuilds('EventStoreDB', { start: onOneServer });

/** Moves the ledger to another folder by an export and an import that is killed on its way. Its callers go on there. */
async function moveByKilledImports(ledger: BesiegedLedger): Promise<void> {
  const old = ledger.environments[0]!;
  const archive = join(ledger.folder, 'ledger.ndjson');
  const moved = { ...old, DATA_DIR: join(ledger.folder, 'moved') };
  await ledger.pause();
  for (const service of ledger.services) await service.end('SIGTERM');
  expect(await command(['export', archive], { environment: old })).toMatchObject({ code: 0 });
  for (const batches of [0, 1]) {
    const env = { PATH: process.env.PATH, ...moved };
    const importing = spawn(process.execPath, [IMPORT_UNTIL, archive, String(batches)], {
      env,
      stdio: 'inherit',
    });
    expect(await once(importing, 'exit')).toEqual([null, 'SIGKILL']);
    ledger.note('killed imports');
  }
  expect(await command(['import', archive], { environment: moved })).toMatchObject({ code: 0, err: '' });
  await cp(join(old.DATA_DIR!, 'keys'), join(moved.DATA_DIR, 'keys'), { recursive: true });
  ledger.environments = [moved, moved];
  await ledger.restart(0);
  await ledger.restart(1);
  ledger.resume();
}

survives('kill -9 of ledger import, when the ledger is moved', embedded, moveByKilledImports);
