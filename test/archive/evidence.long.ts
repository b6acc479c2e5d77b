import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import { call } from '../support/call';
import { ledger } from '../support/ledger-cli';
import { storeKinds } from '../support/live-ledger';
import { person } from '../support/people';
import { toCancel, toCheck, toRegister } from '../support/requests';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

/** A test here is several processes, one after the other. */
let folder: TemporaryFolder;
let receipt: string;

type Environment = Record<string, string>;

const at = (name: string): string => join(folder.path, name);
const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
};
const ids = Array.from({ length: 6 }, () => crypto.randomUUID());

async function receiptFrom(environment: Environment, name: string): Promise<string> {
  const run = await ledger(['receipt', ids[0]!, '--out', at(name)], { environment });
  expect(run).toMatchObject({ code: 0 });
  return readFile(at(name), 'utf8');
}

/** Lets a service work on a ledger for a while: changes, checks and a checkpoint at the end. */
async function serve(environment: Environment, assertionIds: readonly string[]): Promise<void> {
  const service = await spawnService(environment);
  for (const id of assertionIds) {
    const registered = await call(service.url, 'register-extended-consent', toRegister(id, place));
    expect(registered.status).toBe(201);
    await call(service.url, 'check-consent', toCheck(place));
  }
  await call(service.url, 'cancel-extended-consent', toCancel(assertionIds[0]!));
  expect(await service.end('SIGTERM')).toBe(0);
}

async function verified(environment: Environment): Promise<unknown> {
  const { code, out, err } = await ledger(['verify', '--key', at('original/keys/checkpoint.pub')], {
    environment,
  });
  return { code, err, out: code === 0 ? '' : out };
}

const whole = { code: 0, err: '', out: '' };

beforeAll(async () => {
  folder = await temporaryFolder();
  const original = { DATA_DIR: at('original') };
  await serve(original, ids.slice(0, 4));
  receipt = await receiptFrom(original, 'original.json');
  const run = await ledger(['export', at('ledger.ndjson')], { environment: original });
  expect(run).toMatchObject({ code: 0 });
});
afterAll(() => folder.remove());

describe.each(storeKinds)('What was proved stays proved when a ledger is moved to %s', (kind) => {
  let server: SpawnedProtocolServer | null = null;
  const copy = kind === 'EventStoreDB' ? 'copy-beside-server' : 'copy';
  const environment = (): Environment => ({
    DATA_DIR: at(copy),
    ...(server && { EVENT_STORE_URL: server.url }),
  });

  beforeAll(async () => {
    if (kind === 'EventStoreDB') server = await SpawnedProtocolServer.start();
    const run = await ledger(['import', at('ledger.ndjson')], { environment: environment() });
    expect(run).toMatchObject({ code: 0, err: '' });
    await cp(at('original/keys'), at(`${copy}/keys`), { recursive: true });
  });
  afterAll(() => server?.stop());

  it('by its old checkpoints', async () => {
    expect(await verified(environment())).toEqual(whole);
  });

  it('by a receipt, which is the same byte for byte', async () => {
    expect(await receiptFrom(environment(), `${crypto.randomUUID()}.json`)).toBe(receipt);
  });

  it('by old and new checkpoints, when it is used there', async () => {
    await serve(environment(), ids.slice(4));
    expect(await verified(environment())).toEqual(whole);
  });
});
