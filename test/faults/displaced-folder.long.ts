import { randomUUID } from 'node:crypto';
import { cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { call } from '../support/call';
import { person } from '../support/people';
import { toCheck, toRegister } from '../support/requests';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const place = { patientId: person(1), careProviderId: 'SE165565594230-1A', careUnitId: 'SE165565594230-1AA' };
const refused = { status: 503, body: { code: 'ledger-unavailable' } };

let folder: TemporaryFolder;
let data: string;
let service: SpawnedService;

beforeEach(async () => {
  folder = await temporaryFolder();
  data = join(folder.path, 'data');
  service = await spawnService({ DATA_DIR: data });
});
afterEach(async () => {
  await service.end('SIGTERM');
  await folder.remove();
});

const register = (id: string = randomUUID()) =>
  call(service.url, 'register-extended-consent', toRegister(id, place));
const check = () => call(service.url, 'check-consent', toCheck(place));

/** The service looks at its folders now and then, at each of them in its own time. */
async function untilReadinessIs(status: number): Promise<void> {
  while ((await fetch(`${service.url}/health/ready`)).status !== status) await wait(50);
}

/** Registers from several sides until it is stopped; answers how many came through that were sent after the mark was set. */
function load() {
  let isMarked = false;
  let isOver = false;
  const one = async (): Promise<number> => {
    let acknowledged = 0;
    while (!isOver) {
      const wasMarked = isMarked;
      const { status } = await register();
      if (wasMarked && status === 201) acknowledged += 1;
    }
    return acknowledged;
  };
  const all = Promise.all(Array.from({ length: 8 }, one));
  return {
    mark: () => void (isMarked = true),
    end: async () => {
      isOver = true;
      return (await all).reduce((sum, count) => sum + count, 0);
    },
  };
}

async function exchanged(): Promise<void> {
  await rename(`${data}-older`, data);
}

describe.each([
  ['removed', async () => {}],
  ['exchanged for an older copy', exchanged],
])('DATA_DIR %s under the running service', (_, putOther) => {
  it('lets nothing more be acknowledged or answered, and says so once', async () => {
    await register();
    await cp(data, `${data}-older`, { recursive: true });
    const writing = load();
    await wait(300);
    await rename(data, `${data}-away`);
    await putOther();
    writing.mark();
    expect(await register()).toMatchObject(refused);
    expect(await check()).toMatchObject(refused);
    await untilReadinessIs(503);
    expect(await check()).toMatchObject(refused);
    expect(await writing.end()).toBe(0);
    const said = service.log.filter(
      (line) => line.includes('removed or exchanged') && line.includes('"error"'),
    );
    for (const log of ['log', 'audit-log'])
      expect(said.filter((line) => line.includes(`${join(data, log)} was`)).length).toBeGreaterThan(0);
  });
});

it('continues when the folder is put back, and has all that it acknowledged', async () => {
  const id = randomUUID();
  expect(await register(id)).toMatchObject({ status: 201 });
  await rename(data, `${data}-away`);
  await untilReadinessIs(503);
  await rename(`${data}-away`, data);
  await untilReadinessIs(200);
  expect(await register(id)).toMatchObject({ status: 409 });
  expect(await check()).toMatchObject({ status: 200, body: { checkResult: { hasConsent: true } } });
});

it.each(['audit-log', 'log/lock.mdb', 'log/gate/lock.mdb'])(
  'is not ready without its %s either',
  async (part) => {
    await register();
    await rm(join(data, part), { recursive: true });
    expect(await (part === 'audit-log' ? check() : register())).toMatchObject(refused);
    await untilReadinessIs(503);
    let answer = await check();
    while (answer.status === 200) answer = await check();
    expect(answer).toMatchObject(refused);
  },
);
