import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { running, type Start } from '../staleness/two-services';
import { describeWith } from '../support/machine-part';
import { namespaces } from '../support/namespaces';
import { clearDisk, fillDisk } from '../support/small-disk';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { times } from '../support/times';
import { survives, type BesiegedLedger } from './besieged-ledger';

const MEGABYTES = 64;
const ROUNDS = times(3);
const FULL_MS = 3_000;
const BETWEEN = 40;

/** A mount space with a folder on a small disk, which is there as long as the process that keeps it. */
interface SmallDisk {
  /** The command in which processes see the disk. */
  readonly inside: readonly string[];
  /** The folder, for those who do not. */
  readonly seen: string;
  remove(): Promise<void>;
}

async function smallDiskAt(folder: string): Promise<SmallDisk> {
  const mount = `mount -t tmpfs -o size=${MEGABYTES}m small '${folder}' && echo mounted && exec sleep infinity`;
  const unshare = ['--user', '--map-root-user', '--mount', 'sh', '-c', mount];
  const keeper = spawn('unshare', unshare, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(keeper, 'exit');
  await Promise.race([once(keeper.stdout, 'data'), ended.then(() => Promise.reject(new Error('No disk.')))]);
  const target = String(keeper.pid);
  return {
    inside: ['nsenter', '--target', target, '--user', '--mount', '--preserve-credentials'],
    seen: join('/proc', target, 'root', folder),
    remove: async () => {
      keeper.kill();
      await ended;
    },
  };
}

describeWith(namespaces, () => {
  let disk: SmallDisk;
  let moved: TemporaryFolder;
  /** What services run in: the mount space of the disk, until the ledger is moved. */
  const inside: string[] = [];
  beforeAll(async () => void (moved = await temporaryFolder()));
  afterAll(() => moved.remove());

  const onSmallDisk: Start = async (environment = {}) => {
    const folder = await temporaryFolder();
    disk = await smallDiskAt(folder.path);
    inside.push(...disk.inside);
    const settings = { ...environment, DATA_DIR: folder.path };
    const cleanUp = async () => {
      await disk.remove();
      await folder.remove();
    };
    return running([settings, settings], cleanUp, inside);
  };

  /** Nothing can be written for a while, whatever the two are in the middle of; they go on when there is room again. */
  async function fillAndClear(ledger: BesiegedLedger): Promise<void> {
    const [one] = ledger.services;
    for (let round = 0; round < ROUNDS; round++) {
      await fillDisk(one!, ledger.folder);
      await delay(FULL_MS);
      for (const { url } of ledger.services) expect((await fetch(`${url}/health/ready`)).status).toBe(503);
      await clearDisk(one!, ledger.folder);
      ledger.note('times without room');
      await ledger.callers.further(BETWEEN);
    }
    await moveToLargeDisk(ledger);
  }

  /** The commands that judge the ledger do not see the small disk. */
  async function moveToLargeDisk(ledger: BesiegedLedger): Promise<void> {
    await ledger.pause();
    for (const service of ledger.services) expect(await service.end('SIGTERM')).toBe(0);
    await cp(disk.seen, moved.path, { recursive: true });
    const environment = { ...ledger.environments[0]!, DATA_DIR: moved.path };
    ledger.environments = [environment, environment];
    inside.length = 0;
    await ledger.restart(0);
    await ledger.restart(1);
    ledger.resume();
  }

  survives('a disk that is full again and again', { start: onSmallDisk, inside }, fillAndClear);
});
