import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newId } from '#platform';
import { call, type Answer } from '../support/call';
import { person } from '../support/people';
import { projectFolder } from '../support/project-folder';
import { toCheck, toRegister } from '../support/requests';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

/** Every LMDB environment waits for its lock with a thread of its own: with libuv's four, two services came to a standstill. */
let folder: TemporaryFolder;
let preload: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  preload = `--import ${join(folder.path, 'preload.mjs')}`;
  await writeFile(join(folder.path, 'preload.mjs'), '');
});
afterEach(() => folder.remove());

it.each([
  [{}, 16],
  [{ UV_THREADPOOL_SIZE: '1' }, 16],
  [{ UV_THREADPOOL_SIZE: 'Infinity' }, 16],
  [{ UV_THREADPOOL_SIZE: '20' }, 20],
])('counts on as many as there are, with %j', async (environment, expected) => {
  expect(await counted(environment)).toEqual({ counted: expected, made: expected });
});

it.each([
  [{}, 4],
  [{ UV_THREADPOOL_SIZE: '5' }, 5],
  [{ UV_THREADPOOL_SIZE: '20' }, 20],
])('counts on no more than what was loaded before it has made, with %j', async (environment, expected) => {
  const found = await counted({ ...environment, NODE_OPTIONS: preload });
  expect(found).toEqual({ counted: expected, made: expected });
});

it.each(['1', '3'])('does not start with %s threads that were made before it', async (threads) => {
  const starting = spawnService({
    DATA_DIR: join(folder.path, 'data'),
    UV_THREADPOOL_SIZE: threads,
    NODE_OPTIONS: preload,
  });
  await expect(starting).rejects.toThrow(/The consent ledger cannot start\.\nUV_THREADPOOL_SIZE leaves/);
});

it('keeps two services on one ledger going when something was loaded before them', async () => {
  const environment = {
    DATA_DIR: join(folder.path, 'data'),
    UV_THREADPOOL_SIZE: '4',
    NODE_OPTIONS: preload,
  };
  const services = [await spawnService(environment), await spawnService(environment)];
  const statuses = await Promise.all(
    services.flatMap(({ url }) => [...manyTimes(url, ask), ...manyTimes(url, register)]),
  );
  await Promise.all(services.map((service) => service.end('SIGTERM')));
  expect(new Set(statuses.flat())).toEqual(new Set([200, 201]));
});

const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-1000',
  careUnitId: 'SE165565594230-1001',
};
const ask = (url: string) => call(url, 'check-consent', toCheck(place));
const register = (url: string) => call(url, 'register-extended-consent', toRegister(newId(), place));

/** One request after the other, several times at once. */
function manyTimes(url: string, request: (url: string) => Promise<Answer>): Promise<number[]>[] {
  return Array.from({ length: 4 }, async () => {
    const statuses: number[] = [];
    for (let times = 0; times < 25; times += 1) statuses.push((await request(url)).status);
    return statuses;
  });
}

const THREADS = `require('node:fs').readdirSync('/proc/self/task').length`;
const COUNT = `
  const { provideWorkerThreads, workerThreads } = require('#platform');
  provideWorkerThreads();
  console.log(JSON.stringify([workerThreads(), ${THREADS}]));`;

/** How many worker threads a process counts on, and how many it has made: those beside what any process of Node has. */
async function counted(environment: Record<string, string>) {
  const others = JSON.parse(await printed(`console.log(${THREADS})`, {})) as number;
  const [counted, threads] = JSON.parse(await printed(COUNT, environment)) as [number, number];
  return { counted, made: threads - others };
}

async function printed(script: string, environment: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
    cwd: projectFolder,
    env: environment,
  });
  return stdout;
}
