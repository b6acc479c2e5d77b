import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { consentStream, encode, type ConsentEvent } from '#consent';
import { cancelled, careProvider, careUnit, consentId, registered, tolvan } from '#consent/given';
import { EmbeddedEventStore } from '#event-store';
import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import { call } from '../support/call';
import { ledger } from '../support/ledger-cli';
import { toCheck } from '../support/requests';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

/** Each is registered and cancelled, so the import has three batches of 1 000 events. */
const CONSENTS = 1500;
const IMPORT_UNTIL = join(__dirname, '../../dist/test/processes/import-until.js');

type Environment = Record<string, string>;

let folder: TemporaryFolder;
let archive: string;
let other: string;

const at = (name: string): string => join(folder.path, name);

beforeAll(async () => {
  folder = await temporaryFolder();
  archive = await archiveOf('original', CONSENTS);
  other = await archiveOf('other', 1);
});
afterAll(() => folder.remove());

/** An exported ledger in which consents were registered, and then every one of them was cancelled. */
async function archiveOf(name: string, consents: number): Promise<string> {
  const store = await EmbeddedEventStore.open(join(at(name), 'log'));
  await (await EmbeddedEventStore.open(join(at(name), 'audit-log'))).close();
  const all = Array.from({ length: consents }, (_, n) => registered({ assertionId: consentId(n) }));
  const append = async (event: ConsentEvent) => {
    const provenance = {
      commandId: randomUUID(),
      correlationId: randomUUID(),
      door: 'json',
      systemId: 'SE1',
    } as const;
    await store.append(consentStream(event.assertionId), 'any', [
      { id: randomUUID(), ...encode(event, provenance) },
    ]);
  };
  await Promise.all(all.map(append));
  await Promise.all(all.map((event) => append(cancelled(event))));
  await store.close();
  const file = at(`${name}.ndjson`);
  expect(await ledger(['export', file], { environment: { DATA_DIR: at(name) } })).toMatchObject({ code: 0 });
  return file;
}

async function importUntil(environment: Environment, batches: number): Promise<void> {
  const env = { PATH: process.env.PATH, ...environment };
  const child = spawn(process.execPath, [IMPORT_UNTIL, archive, String(batches)], { env, stdio: 'inherit' });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
}

const refused =
  /An import into this ledger is not finished: it has come to (position \d+|no event yet), of a/;

async function expectRefused(environment: Environment): Promise<void> {
  await expect(spawnService(environment)).rejects.toThrow(refused);
  for (const command of [['verify'], ['export', at('half.ndjson')]]) {
    const run = await ledger(command, { environment });
    expect(run.err).toMatch(refused);
    expect(run.code).not.toBe(0);
  }
  const run = await ledger(['import', other], { environment });
  expect(run.err).toMatch(/The import of another file into this ledger was interrupted/);
  expect(run.code).not.toBe(0);
}

async function expectWhole(environment: Environment): Promise<void> {
  expect(await ledger(['import', archive], { environment })).toMatchObject({ code: 0, err: '' });
  const service = await spawnService(environment);
  const place = { patientId: tolvan, careProviderId: careProvider, careUnitId: careUnit };
  const { status, body } = await call(service.url, 'check-consent', toCheck(place));
  expect({ status, body }).toMatchObject({ status: 200, body: { checkResult: { hasConsent: false } } });
  await service.end('SIGTERM');
  expect(await ledger(['verify'], { environment })).toMatchObject({ code: 0, err: '' });
}

/** Kills an import after so many of its batches, each time into a ledger of its own. */
export function answersNothingUntilWhole(killedAfter: readonly number[]): void {
  it.each(killedAfter)(
    'answers nothing until the same import has ended, when it was killed after %d batches',
    async (batches) => {
      const environment = { DATA_DIR: at(`killed-${batches}`) };
      await importUntil(environment, batches);
      await expectRefused(environment);
      await expectWhole(environment);
    },
  );
}

export function answersNothingOnEventStoreDb(): void {
  it('answers nothing until then on EventStoreDB either', async () => {
    const server = await SpawnedProtocolServer.start();
    const environment = { EVENT_STORE_URL: server.url, DATA_DIR: at('unused') };
    await importUntil(environment, 2);
    await expectRefused(environment);
    const neighbour = await spawnService({ ...environment, DATA_DIR: at('next'), STREAM_PREFIX: 'next-' });
    await neighbour.end('SIGTERM');
    await expectWhole(environment);
    await server.stop();
  });
}
