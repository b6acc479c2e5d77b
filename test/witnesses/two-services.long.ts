import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cosignaturesOn, DECISION_HISTORY, LEDGER_HISTORY, openCheckpoint, ownVerifiers } from '#evidence';
import { readConfig } from '#platform';
import { SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import { verifyInProcess } from '../corruption/verify-in-process';
import { call } from '../support/call';
import { storeKinds } from '../support/live-ledger';
import { person } from '../support/people';
import { toCheck, toRegister } from '../support/requests';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { areCosigned, recordedIn } from './recorded';
import { runWitness, type RunningWitness } from './running-witness';
import { metric, until } from './until';

const place = { patientId: person(1), careProviderId: 'SE165565594230-1A', careUnitId: 'SE165565594230-1AA' };

let folders: TemporaryFolder[];
let server: SpawnedProtocolServer | null;
let services: SpawnedService[];
let witnesses: RunningWitness[];

beforeEach(() => {
  [folders, server, services, witnesses] = [[], null, [], []];
});
afterEach(async () => {
  await Promise.all(services.map((service) => service.end('SIGTERM')));
  await Promise.all(witnesses.map((witness) => witness.close()));
  await server?.stop();
  await Promise.all(folders.map((folder) => folder.remove()));
});

async function spawn(environment: Record<string, string>): Promise<SpawnedService> {
  const service = await spawnService(environment);
  services.push(service);
  return service;
}

/** The settings of two services on one ledger, which has a key already: with a folder each, where the store is apart from it. */
async function environmentsOn(kind: (typeof storeKinds)[number]) {
  server = kind === 'EventStoreDB' ? await SpawnedProtocolServer.start() : null;
  folders = [await temporaryFolder(), await temporaryFolder()];
  const [first, second] = folders.map(({ path }) => path) as [string, string];
  const store: Record<string, string> = server ? { EVENT_STORE_URL: server.url } : {};
  await (await spawnService({ ...store, DATA_DIR: first })).end('SIGTERM');
  const key = { CHECKPOINT_KEY_FILE: join(first, 'keys', 'checkpoint.pem') };
  const [verifier] = ownVerifiers(readConfig({ DATA_DIR: first }));
  for (const name of ['one.example', 'two.example']) witnesses.push(await runWitness(first, name, verifier!));
  const WITNESSES = witnesses.map(({ setting }) => setting).join(', ');
  const one = { ...store, ...key, WITNESSES, DATA_DIR: first };
  return { verifier: verifier!, both: [one, { ...one, DATA_DIR: server ? second : first }] };
}

it.each(storeKinds)(
  'two services on one ledger have it cosigned, and neither is refused: %s',
  async (kind) => {
    const { verifier, both } = await environmentsOn(kind);
    const urls: string[] = [];
    for (const environment of both) urls.push((await spawn(environment)).url);
    for (let round = 0; round < 12; round += 1) {
      const sizes = await Promise.all(urls.map((url) => metric(url, 'consent_cosigned_size')));
      for (const url of urls) {
        await call(url, 'register-extended-consent', toRegister(crypto.randomUUID(), place));
        await call(url, 'check-consent', toCheck(place));
      }
      // What was signed for these is cosigned before the next ones, and both services know of it.
      await until(async () => {
        const now = await Promise.all(urls.map((url) => metric(url, 'consent_cosigned_size')));
        return now.every((size, at) => size > sizes[at]!);
      });
    }
    const [environment] = both;
    // The newest checkpoint is cosigned before the one over the last registration is signed, when that comes late.
    const cosignedSize = async (): Promise<number> => {
      const { cosigned } = await recordedIn(environment!, LEDGER_HISTORY);
      return openCheckpoint(cosigned!.checkpoint, [verifier]).size;
    };
    await until(async () => (await areCosigned(environment!, 2)) && (await cosignedSize()) >= 24);
    for (const { DATA_DIR } of both) expect(existsSync(join(DATA_DIR, 'shown-by-witnesses'))).toBe(false);
    for (const url of urls) expect(await metric(url, 'consent_checkpoint_failures_total')).toBe(0);
    expect(await cosignedSize()).toBe(24);
    const keys = witnesses.map(({ key }) => key);
    const ofChecks = (await recordedIn(environment!, DECISION_HISTORY)).cosigned!;
    expect(cosignaturesOn(ofChecks.checkpoint, keys)).toHaveLength(2);

    await Promise.all(services.splice(0).map((service) => service.end('SIGTERM')));
    await (await spawn(environment!)).end('SIGTERM');
    const options = { witnesses: keys.map(({ text }) => text).join(','), quorum: '2' };
    const { findings } = await verifyInProcess(environment!, options);
    expect(findings.filter(({ kind: what }) => what !== 'cosignature')).toEqual([]);
  },
);
