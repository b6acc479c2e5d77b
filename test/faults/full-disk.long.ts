import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { call } from '../support/call';
import { person } from '../support/people';
import { toCheck, toRegister } from '../support/requests';
import { clearDisk, fillDisk, withSmallDisks } from '../support/small-disk';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const place = { patientId: person(1), careProviderId: 'SE165565594230-1', careUnitId: 'SE165565594230-11' };
const elsewhere = { ...place, careUnitId: 'SE165565594230-12' };

let folder: TemporaryFolder;
let service: SpawnedService;
let readModels: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  readModels = join(folder.path, 'read-models');
  const disks = [
    { folder: folder.path, megabytes: 16 },
    { folder: readModels, megabytes: 4 },
  ];
  service = await spawnService({ DATA_DIR: folder.path, READ_DEADLINE_MS: '500' }, withSmallDisks(disks));
});
afterEach(async () => {
  await service.end('SIGTERM');
  await folder.remove();
});

const register = (where: typeof place) =>
  call(service.url, 'register-extended-consent', toRegister(randomUUID(), where));
const check = (where: typeof place) => call(service.url, 'check-consent', toCheck(where));
const isReady = async () => (await fetch(`${service.url}/health/ready`)).ok;

async function untilReady(): Promise<void> {
  while (!(await isReady())) await wait(100);
}

/** A busy machine may need longer for an answer than the deadline of this service. */
async function answered(where: typeof place): ReturnType<typeof check> {
  for (;;) {
    const answer = await check(where);
    if (answer.status !== 503) return answer;
  }
}

const yes = { status: 200, body: { checkResult: { result: { resultCode: 'OK' }, hasConsent: true } } };

it('is not ready while read models cannot be written, refuses checks, and answers rightly when there is room again', async () => {
  expect((await register(place)).status).toBe(201);
  expect(await answered(place)).toMatchObject(yes);
  await fillDisk(service, readModels);
  expect((await register(elsewhere)).status).toBe(201);
  for (let attempt = 0; attempt < 5; attempt++) expect((await check(elsewhere)).status).toBe(503);
  expect(await isReady()).toBe(false);
  await clearDisk(service, readModels);
  await untilReady();
  expect(await answered(elsewhere)).toMatchObject(yes);
  expect(service.log.join('\n')).toContain('The read models follow the ledger again');
  expect(service.errors.join('\n')).not.toContain('    at ');
});

it('is not ready while changes and the records of checks are refused, and takes both when there is room again', async () => {
  expect((await register(place)).status).toBe(201);
  await fillDisk(service, folder.path);
  await untilRefused(() => register(place));
  await untilRefused(() => check(place));
  expect(await isReady()).toBe(false);
  await clearDisk(service, folder.path);
  await untilReady();
  expect((await register(elsewhere)).status).toBe(201);
  expect(await answered(elsewhere)).toMatchObject(yes);
  expect(service.errors.join('\n')).not.toContain('    at ');
});

/** A log has some pages over that it can use before it needs room. */
async function untilRefused(ask: () => Promise<{ readonly status: number }>): Promise<void> {
  for (let status = 200; status !== 503; { status } = await ask()) expect(status).toBeLessThan(300);
}
