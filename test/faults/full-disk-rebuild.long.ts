import { randomUUID } from 'node:crypto';
import { cp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeLedger } from '../generated-ledger';
import { standing } from '../rebuild/open-read-models';
import { call } from '../support/call';
import { ledger } from '../support/ledger-cli';
import { person } from '../support/people';
import { toCheck, toRegister } from '../support/requests';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

/** The rows of so many events need far more room than a rebuild is given. */
const EVENTS = 6000;
const SPARE_KILOBYTES = 200;

const READ_MODELS = ['check', 'patient', 'care-provider'];
const place = { patientId: person(1), careProviderId: 'SE165565594230-1', careUnitId: 'SE165565594230-11' };

let folder: TemporaryFolder;
beforeEach(async () => (folder = await temporaryFolder()));
afterEach(() => folder.remove());

/** Which table of each read model is live, how far it has come, and how many rows it has. */
async function liveTables(): Promise<object[]> {
  const live: object[] = [];
  for (const name of READ_MODELS) {
    const { table, position, rows } = await standing(folder.path, name);
    live.push({ name, table, position, rows: rows[table] });
  }
  return live;
}

async function kilobytesIn(directory: string): Promise<number> {
  const names = await readdir(directory);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(directory, name))).blocks));
  return sizes.reduce((total, blocks) => total + blocks, 0) / 2;
}

/** Rebuilds with the rows on a disk of their own, on which there is next to no room, and leaves them as they are then. */
async function rebuildWithoutRoom() {
  const [rows, before, after] = ['read-models', 'before', 'after'].map((name) => join(folder.path, name));
  await cp(rows!, before!, { recursive: true });
  const size = (await kilobytesIn(before!)) + SPARE_KILOBYTES;
  const script =
    `mount -t tmpfs -o size=${size}k small '${rows}' && cp -r '${before}/.' '${rows}/' && "$0" "$@"; ` +
    `code=$?; cp -r '${rows}' '${after}'; exit $code`;
  const inside = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', script];
  const run = await ledger(['rebuild'], { environment: { DATA_DIR: folder.path }, inside });
  await rm(rows!, { recursive: true });
  await rename(after!, rows!);
  return run;
}

async function answersOfAService() {
  const service = await spawnService({ DATA_DIR: folder.path });
  const registered = await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));
  const checked = await call(service.url, 'check-consent', toCheck(place));
  await service.end('SIGTERM');
  return [registered.status, checked.body];
}

it('a rebuild for which there is no room ends with a sentence, and what was live stays whole and answers', async () => {
  const environment = { DATA_DIR: folder.path };
  await writeLedger(folder.path, { events: EVENTS, decisions: 0, seed: 1 });
  expect((await ledger(['rebuild'], { environment })).code).toBe(0);
  const live = await liveTables();
  expect(await rebuildWithoutRoom()).toMatchObject({
    code: 3,
    err:
      `Rows could not be written to ${folder.path}/read-models: its disk is full or failing. The read model that was being built ` +
      'was not switched, and what was live before it goes on. Make room, at most as much as the folder has now, and run the command again.\n',
  });
  expect(await liveTables()).toEqual(live);
  expect(await ledger(['diff'], { environment })).toMatchObject({ code: 0 });
  expect(await answersOfAService()).toEqual([
    201,
    { checkResult: { result: { resultCode: 'OK' }, hasConsent: true, assertionType: 'Consent' } },
  ]);
  expect(await ledger(['rebuild'], { environment })).toMatchObject({ code: 0, err: '' });
});
