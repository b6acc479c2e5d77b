import { join } from 'node:path';
import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import { call } from '../support/call';
import { ledger } from '../support/ledger-cli';
import { person } from '../support/people';
import { toCancel, toCheck, toRegister } from '../support/requests';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

/** A test here is several processes, one after the other. */
let folder: TemporaryFolder;
let server: SpawnedProtocolServer;

type Environment = Record<string, string>;

const at = (name: string): string => join(folder.path, name);
const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
};

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await SpawnedProtocolServer.start();
});
afterAll(async () => {
  await server.stop();
  await folder.remove();
});

/** Checks before anything is changed, between two changes, and afterwards: a no, a yes and a no. */
async function serve(environment: Environment): Promise<void> {
  const service = await spawnService(environment);
  const [id, check] = [crypto.randomUUID(), toCheck(place)];
  await call(service.url, 'check-consent', check);
  await call(service.url, 'register-extended-consent', toRegister(id, place));
  await call(service.url, 'check-consent', check);
  await call(service.url, 'cancel-extended-consent', toCancel(id));
  await call(service.url, 'check-consent', check);
  expect(await service.end('SIGTERM')).toBe(0);
}

async function move(from: Environment, to: Environment): Promise<void> {
  const archive = at(`${crypto.randomUUID()}.ndjson`);
  expect(await ledger(['export', archive], { environment: from })).toMatchObject({ code: 0 });
  expect(await ledger(['import', archive], { environment: to })).toMatchObject({ code: 0 });
}

async function answeredAgain(environment: Environment): Promise<unknown> {
  const run = await ledger(['decisions', '--re-execute', '--json'], { environment });
  const [last, ...differences] = run.records().reverse();
  return { code: run.code, differences, ...(last as object) };
}

const allAsTheyWere = (decisions: number) => ({
  code: 0,
  differences: [],
  summary: expect.objectContaining({ answeredAgain: decisions, differing: 0 }),
});

describe('Decisions are answered again as they were when their ledger', () => {
  const original = () => ({ DATA_DIR: at('original') });
  const onServer = () => ({ DATA_DIR: at('beside-server'), EVENT_STORE_URL: server.url });
  const back = () => ({ DATA_DIR: at('back') });

  it('has been moved to EventStoreDB, and is used there', async () => {
    await serve(original());
    await move(original(), onServer());
    expect(await answeredAgain(onServer())).toEqual(allAsTheyWere(3));
    await checkOnly(onServer());
    expect(await answeredAgain(onServer())).toEqual(allAsTheyWere(4));
  });

  it('has been moved back to a folder, where the positions of a server are unknown', async () => {
    await move(onServer(), back());
    expect(await answeredAgain(back())).toEqual(allAsTheyWere(4));
  });

  it('goes on there', async () => {
    await serve(back());
    expect(await answeredAgain(back())).toEqual(allAsTheyWere(7));
  });
});

/** A decision behind which nothing is written to the ledger itself. */
async function checkOnly(environment: Environment): Promise<void> {
  const service = await spawnService(environment);
  await call(service.url, 'check-consent', toCheck(place));
  expect(await service.end('SIGTERM')).toBe(0);
}
